import { unreadable as connections } from '../../../components/state/list';
import { t, tk } from '../../../lib/browser/translate';
import { unreadableDefinitions, unreadableGrants } from '../store';

const kinds = [
  {
    count: () => connections.value,
    words: 'console_unreadable_connections',
    todo: 'console_unreadable_connections_todo',
  },
  {
    count: () => unreadableGrants.value,
    words: 'console_unreadable_sign_ins',
    todo: 'console_unreadable_sign_ins_todo',
  },
  {
    count: () => unreadableDefinitions.value,
    words: 'console_unreadable_definitions',
    todo: 'console_unreadable_definitions_todo',
  },
] as const;

/**
 * Stored records that cannot be read: how many of which kind, and what to do (SEC-39). Nothing where all can be read.
 *
 * @param props.only the page is about one kind alone
 */
export function UnreadableRecords({ only }: { only?: (typeof kinds)[number]['words'] }) {
  const found = kinds
    .filter(({ words }) => only === undefined || words === only)
    .map(({ count, words, todo }) => ({ count: count(), words, todo }))
    .filter(({ count }) => count > 0);
  if (found.length === 0) return null;
  return (
    <section class="panel unreadable" aria-labelledby="unreadable-title">
      <h2 id="unreadable-title">{tk('console_unreadable_title')}</h2>
      <dl class="facts">
        {found.map(({ count, words, todo }) => (
          <div key={words}>
            <dt>{t({ key: words, count, values: [`${count}`] })}</dt>
            <dd>{tk(todo)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{tk('console_unreadable_kept')}</p>
    </section>
  );
}
