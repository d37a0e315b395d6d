import { t } from '../../lib/browser/translate';
import type { Text } from '../../lib/model/text';
import type { ShownTime } from '../view/shown-time';

/** A moment in relative words with the exact time on hover; `words` puts it into a sentence ("checked $1"). */
export function Moment({ time, words }: { time: ShownTime; words?: (relative: string) => Text }) {
  return (
    <time class="moment" dateTime={time.iso} title={time.exact}>
      {words ? t(words(time.relative)) : time.relative}
    </time>
  );
}
