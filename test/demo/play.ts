import { pollFor } from '../browsers/poll.ts';
import { openStage } from '../e2e/stage.ts';
import { controlPageUrl } from '../sandbox/sandbox.ts';
import { bookkeepers, connectAll } from './firm.ts';
import { bringTroubles, expectedStates, troubles } from './troubles.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Ends when the person presses Ctrl-C or closes the browser. */
async function untilDone(isOpen: () => boolean): Promise<void> {
  // The browser's driver would end the process at once; there are folders to tidy up first.
  process.removeAllListeners('SIGINT');
  let isEnding = false;
  process.once('SIGINT', () => {
    isEnding = true;
  });
  await pollFor(
    'the end',
    async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return isEnding || !isOpen() || undefined;
    },
    Number.POSITIVE_INFINITY,
  );
}

/** Opens a browser with the firm in it, every connection in another state, for a person to play with. */
export async function play(): Promise<void> {
  say('Opening Chromium with the extension and a played Xero. The first half minute is set up by itself: hands off.');
  const stage = await openStage('chromium', { headless: false });
  try {
    const console = await stage.browser.waitForPage(/console\.html/);
    await (await stage.browser.waitForPage(/^about:blank$/)).close();
    for (const person of bookkeepers(stage)) {
      say(`  ${person.user.givenName} signs in and connects ${person.organisations.length} companies …`);
      await connectAll(stage, console, person);
    }
    say('  Then all kinds of things happen …');
    await bringTroubles(stage, console);
    await stage.browser.newPage(controlPageUrl);
    await console.bringToFront();
    for (const { story, companies } of troubles) say(`    ${companies.join(', ')}: ${story}.`);
    say(`
${expectedStates.size} companies are connected. Now it is yours:
  · Open the popup: the Ledgerline icon in the toolbar (behind the puzzle piece). Press Reconnect, and sign in as
${bookkeepers(stage)
  .map(({ user, organisations }) => `      ${user.email}  ${user.password}   (${organisations.join(', ')})`)
  .join('\n')}
  · The console is in the first tab: history, names, pausing, disconnecting, app keys.
  · The second tab, ${controlPageUrl}, has a button for every state a company, a person or Xero itself can be in.
    Press one there, then "Check all" in the popup.
  · The played Xero is at https://go.xero.com/ (an admin: olive@client-owners.example  Olive-opens-the-books).
Ctrl-C, or closing the browser, ends it. Nothing leaves this machine, and nothing is kept.`);
    await untilDone(() => stage.browser.isOpen());
  } finally {
    await stage.close();
  }
}
