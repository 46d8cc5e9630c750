import type { Screen } from '@millrace/ui';
export const galleryScreens: readonly Screen[] = [];
