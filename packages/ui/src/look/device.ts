/** How a screen is touched; finger pad 8-10 mm, so a bare hand gets 12 mm and a glove 20 mm with 4 mm between. */
export type Hand = 'mouse' | 'bare' | 'gloves';

/** A kind of screen in the plant: how many CSS pixels make a millimetre of glass, and which hand touches it. */
export interface Device {
  readonly id: DeviceId;
  readonly label: string;
  /** CSS pixels per mm: pixel density in ppi / device pixel ratio / 25.4. */
  readonly pxPerMm: number;
  readonly hand: Hand;
}

export type DeviceId = 'desk' | 'phone' | 'tablet' | 'panel-15' | 'panel-21' | 'wall';

export const devices: readonly Device[] = [
  { id: 'desk', label: 'Desk, mouse and keyboard', pxPerMm: 3.78, hand: 'mouse' }, // 96 ppi
  { id: 'phone', label: 'Phone', pxPerMm: 6.3, hand: 'bare' }, // 160 CSS ppi
  { id: 'tablet', label: 'Tablet 10", bare hand', pxPerMm: 4.41, hand: 'bare' }, // 224 ppi at ratio 2
  { id: 'panel-15', label: 'Panel 15.6", gloves', pxPerMm: 5.56, hand: 'gloves' }, // 141 ppi
  { id: 'panel-21', label: 'Panel 21.5", gloves', pxPerMm: 4.02, hand: 'gloves' }, // 102 ppi
  { id: 'wall', label: 'Wall screen 55"', pxPerMm: 1.58, hand: 'mouse' }, // 40 ppi
];

/** Smallest target, main target and gap, mm. */
export const targetsMm: Readonly<Record<Hand, { touch: number; primary: number; gap: number }>> = {
  mouse: { touch: 9, primary: 11, gap: 2 },
  bare: { touch: 12, primary: 20, gap: 2 },
  gloves: { touch: 20, primary: 24, gap: 4 },
};

/** A phone is held closer and has no room: its main target stays at the bare hand's minimum. */
const phone = { touch: 8, primary: 12, gap: 1.5 };

/** Operator's views are touched, whatever the profile says: a finger needs 12 mm there, at a desk and on a phone too. */
const operators = { touch: 12, primary: 12, gap: 2 };

/** CSS variables of a device in a theme: `--mm`, and `--touch`, `--touch-primary`, `--touch-gap` in px. */
export function deviceVariables(device: Device, theme: 'board' | 'operator' = 'board'): Record<`--${string}`, string> {
  const plain = device.id === 'phone' ? phone : targetsMm[device.hand];
  const mm =
    theme === 'board'
      ? plain
      : {
          touch: Math.max(plain.touch, operators.touch),
          primary: Math.max(plain.primary, operators.primary),
          gap: device.id === 'phone' ? plain.gap : Math.max(plain.gap, operators.gap),
        };
  const px = (value: number) => `${Math.round(value * device.pxPerMm * 10) / 10}px`;
  return { '--mm': `${device.pxPerMm}px`, '--touch': px(mm.touch), '--touch-primary': px(mm.primary), '--touch-gap': px(mm.gap) };
}

/** The profile by its id. */
export function deviceOf(id: string | null | undefined): Device | undefined {
  return devices.find((device) => device.id === id);
}

/** A first guess from what the browser knows; the person corrects it once per screen ("This screen" in the person menu). */
export function guessDevice({ widthPx, coarse }: { widthPx: number; coarse: boolean }): DeviceId {
  if (widthPx < 600) return 'phone';
  return coarse ? 'tablet' : 'desk';
}
