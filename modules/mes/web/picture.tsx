import { StepPicture, useAsk, useText } from '@millrace/ui';

interface PictureShown {
  readonly mediaType: string;
  /** Text of an SVG, base64 of anything else. */
  readonly content: string;
}

/**
 * The picture of a step as it was when the job started: `weigh.svg sha256:<hash>`. Shown as an image, in which nothing of it can run;
 * its content follows from its name, so it is asked for once and kept.
 */
export function PictureOfStep({ picture, title }: { readonly picture: string; readonly title: string }) {
  const t = useText();
  const [, sha256] = /sha256:([0-9a-f]{64})$/.exec(picture) ?? [];
  const { data, error } = useAsk<PictureShown>('work.picture.show', { sha256 }, { nouns: [], when: sha256 !== undefined });
  if (sha256 === undefined || error) return <StepPicture label={title}>{<span className="muted">{t('The picture of this step is not here.')}</span>}</StepPicture>;
  return <StepPicture label={title}>{data && <img alt={title} src={urlOf(data)} />}</StepPicture>;
}

const urlOf = ({ mediaType, content }: PictureShown) =>
  mediaType === 'image/svg+xml' ? `data:image/svg+xml;charset=utf-8,${encodeURIComponent(content)}` : `data:${mediaType};base64,${content}`;
