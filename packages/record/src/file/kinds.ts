/** A kind of file that a record takes: how its name ends, and how its bytes begin (hexadecimal). */
export interface FileKind {
  readonly endings: readonly string[];
  readonly mediaType: string;
  /** One of these, at the byte given; none for plain text. */
  readonly begins: readonly { readonly hex: string; readonly at?: number }[];
}

const zip = [{ hex: '504b0304' }];

/** What a plant attaches: papers, pictures, tables, what instruments write. Nothing that a computer would run. */
export const fileKinds: readonly FileKind[] = [
  { endings: ['pdf'], mediaType: 'application/pdf', begins: [{ hex: '255044462d' }] },
  { endings: ['png'], mediaType: 'image/png', begins: [{ hex: '89504e470d0a1a0a' }] },
  { endings: ['jpg', 'jpeg'], mediaType: 'image/jpeg', begins: [{ hex: 'ffd8ff' }] },
  { endings: ['webp'], mediaType: 'image/webp', begins: [{ hex: '57454250', at: 8 }] },
  { endings: ['gif'], mediaType: 'image/gif', begins: [{ hex: '474946383761' }, { hex: '474946383961' }] },
  { endings: ['heic'], mediaType: 'image/heic', begins: [{ hex: '66747970', at: 4 }] },
  { endings: ['tif', 'tiff'], mediaType: 'image/tiff', begins: [{ hex: '49492a00' }, { hex: '4d4d002a' }] },
  { endings: ['mp4'], mediaType: 'video/mp4', begins: [{ hex: '66747970', at: 4 }] },
  { endings: ['docx'], mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', begins: zip },
  { endings: ['xlsx'], mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', begins: zip },
  { endings: ['pptx'], mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation', begins: zip },
  { endings: ['odt'], mediaType: 'application/vnd.oasis.opendocument.text', begins: zip },
  { endings: ['ods'], mediaType: 'application/vnd.oasis.opendocument.spreadsheet', begins: zip },
  { endings: ['zip'], mediaType: 'application/zip', begins: zip },
  { endings: ['txt', 'log'], mediaType: 'text/plain', begins: [] },
  { endings: ['csv'], mediaType: 'text/csv', begins: [] },
  { endings: ['json'], mediaType: 'application/json', begins: [] },
  { endings: ['xml'], mediaType: 'application/xml', begins: [] },
];

// programs of Windows, Linux, macOS and Java: no text file begins like these
const programs = ['4d5a', '7f454c46', 'cafebabe', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe'];

/** The kind that a name's ending says. */
export const kindOf = (name: string): FileKind | undefined => {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  return fileKinds.find((kind) => ending !== undefined && kind.endings.includes(ending));
};

/** Whether bytes that begin so (hexadecimal) are of a kind. */
export function isOfKind(kind: FileKind, head: string): boolean {
  if (kind.begins.length > 0) return kind.begins.some(({ hex, at = 0 }) => head.startsWith(hex, at * 2));
  const others = fileKinds.flatMap((one) => one.begins.filter(({ at }) => at === undefined).map(({ hex }) => hex));
  return ![...others, ...programs].some((hex) => head.startsWith(hex));
}

export const endings = fileKinds.flatMap((kind) => kind.endings).join(', ');
