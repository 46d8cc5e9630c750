import { useText } from '@millrace/ui';
import type { LineShown } from '../words.ts';

/** The lines of a held request that nobody here understands, each with what would help. */
export function HeldLines({ lines }: { readonly lines: readonly LineShown[] }) {
  const t = useText();
  const held = lines.filter((line) => line.problems.length > 0);
  return (
    <>
      {held.map((line) => (
        <div key={line.told.line}>
          <b className="num">{line.told.line === '-' ? t('the whole request') : t('Line {{line}}', { line: line.told.line })}</b>
          <ul>
            {line.problems.map((problem) => (
              <li key={problem.what + problem.told}>{problem.sentence}</li>
            ))}
          </ul>
        </div>
      ))}
      {lines.length > held.length && <p className="muted small">{t('{{n}} further lines are understood and wait for these.', { n: lines.length - held.length })}</p>}
    </>
  );
}
