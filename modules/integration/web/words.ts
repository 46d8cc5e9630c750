import type { Tone } from '@millrace/ui';

/** A message as `integration.message.list` tells it. */
export interface MessageShown {
  readonly id: string;
  readonly revision: number;
  readonly number: string;
  readonly state: 'arrived' | 'received' | 'accepted' | 'partly-accepted' | 'refused' | 'repeated' | 'mended' | 'discarded' | 'to-send' | 'sent' | 'not-sent';
  readonly direction: 'in' | 'out';
  readonly system: string;
  readonly flow: string | null;
  readonly name: string;
  readonly size: number;
  readonly noun: string | null;
  readonly dialect: string | null;
  readonly parts: readonly { readonly externalId: string; readonly outcome: string; readonly sentence?: string }[];
  readonly repeats: number;
  readonly reason: string | null;
  readonly sentence: string | null;
  readonly at: string;
}

export interface FlowShown {
  readonly flow: string | null;
  readonly name: string;
  readonly system: string;
  readonly systemName: string;
  readonly way: 'in' | 'out';
  readonly message: string;
  readonly format: string;
  readonly by: string;
  readonly at: string;
  readonly lateAfter: string | null;
  readonly folder: string | null;
  readonly lastAt: string | null;
  readonly waitingSince: string | null;
  readonly waiting: number;
  readonly deadLetters: number;
  readonly lastError: string | null;
  readonly lastErrorAt: string | null;
}

export const messageWords: Readonly<Record<MessageShown['state'], { word: string; tone: Tone; sign?: string }>> = {
  arrived: { word: 'to be read', tone: 'warn' },
  received: { word: 'being taken', tone: 'warn' },
  accepted: { word: 'accepted', tone: 'good' },
  'partly-accepted': { word: 'accepted in part', tone: 'warn', sign: '▲' },
  refused: { word: 'refused', tone: 'bad' },
  repeated: { word: 'came before', tone: 'plain', sign: '↷' },
  mended: { word: 'mended', tone: 'plain', sign: '✎' },
  discarded: { word: 'discarded', tone: 'plain', sign: '✕' },
  'to-send': { word: 'to be sent', tone: 'warn' },
  sent: { word: 'sent', tone: 'good' },
  'not-sent': { word: 'not sent', tone: 'bad' },
};

/** `b2mml-v0401` as its release is called: B2MML V0401. */
export const formatName = (format: string) => format.replace(/^b2mml-v(\d{4})$/, 'B2MML V$1').replace(/^csv$/, 'CSV');

export const waysIn: Readonly<Record<string, string>> = { 'drop-folder': 'drop folder', http: 'HTTP' };

/** What comes in is read in each of its releases, whichever the flow names: `B2MML`. */
export const anyVersion = (format: string) => formatName(format).replace(/ V\d{4}$/, '');
