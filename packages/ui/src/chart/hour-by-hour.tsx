import { useText } from '../text/text.ts';
import { hourBars, type Hour } from './hours.ts';
import './chart.css';

/** Good pieces of each hour against its target; the mark is where the hour should stand, the running hour is not judged. */
export function HourByHour({ hours, threshold }: { readonly hours: readonly Hour[]; readonly threshold?: number }) {
  const t = useText();
  return (
    // where there is no room for all hours it is the early ones that scroll away
    <div className="hours-view" role="group" tabIndex={0} aria-label={t('Hour by hour')}>
      <ol className="hours">
        {hourBars(hours, threshold).map((bar) => (
          <li key={bar.label} className="num" data-short={bar.isShort || undefined} title={bar.note}>
            <span>{bar.label}</span>
            <i aria-hidden="true">
              <b style={{ width: `${bar.width * 100}%` }} />
              {bar.target > 0 && <u style={{ insetInlineStart: `${bar.mark * 100}%` }} />}
            </i>
            <em>
              {bar.says}
              {bar.isShort && (
                <>
                  <span aria-hidden="true"> ✕</span>
                  <span className="sr">{t('short of target')}</span>
                </>
              )}
            </em>
          </li>
        ))}
      </ol>
    </div>
  );
}
