import type { Reply } from '../core/http.ts';
import { type Html, html, pageReply } from '../core/page.ts';
import { newHandle } from '../core/random.ts';
import type { Report, ReportWorld } from './world.ts';

/** A report as it stands: its figures, or no access to them. */
export interface RunReport {
  report: Report;
  isGood: boolean;
}

const own = { 'content-security-policy': "default-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'" };

const figures = html`<p>Total income 48,200.00</p>`;

const refreshForm = (sourceId: string, label: string): Html =>
  html`<form method="post" action="/sources/${sourceId}/refresh"><button>${label}</button></form>`;

/** First generation: cards drawn by the server, each with its source and its message. */
function cards(runs: readonly RunReport[], isRefreshed: boolean): Html {
  return html`<main class="wide"><h1>ReportDeck</h1>${isRefreshed && html`<p role="status">Connection refreshed</p>`}
${runs.map(
  ({ report, isGood }) => html`<article data-report="${report.id}"><h2>${report.name}</h2>
<p class="soft">Source: ${report.source.named}</p>${
    isGood
      ? figures
      : html`<div class="alert"><p class="bad"><strong>Authorization</strong> error</p>
${refreshForm(report.source.id, 'Refresh Connection')}</div>`
  }</article>`,
)}</main>`;
}

/** Third generation: a table in a frame, in British words, with names that are new at each load. */
function table(runs: readonly RunReport[], isRefreshed: boolean): Html {
  const scrambled = (): string => newHandle(6);
  return html`<div class="${scrambled()}"><table class="${scrambled()}"><thead><tr><th>Statement</th><th>Client</th><th>State</th></tr></thead>
<tbody>${runs.map(
    ({
      report,
      isGood,
    }) => html`<tr class="${scrambled()}" data-report="${report.id}"><td>${report.name}</td><td>${report.source.named}</td>
<td>${isGood ? 'Up to date' : html`<span class="${scrambled()}">Authorisation error</span> ${refreshForm(report.source.id, 'Reconnect')}`}</td></tr>`,
  )}</tbody></table>${isRefreshed && html`<p>Reconnected</p>`}</div>`;
}

/** The dashboard in the layout the tool shows. */
export function dashboard(world: ReportWorld, runs: readonly RunReport[], isRefreshed: boolean): Reply {
  if (world.layout === 2) {
    return pageReply({
      title: 'ReportDeck',
      headers: own,
      body: html`<div id="deck"></div><script type="module" src="/_shell/deck.js"></script>`,
    });
  }
  if (world.layout === 3) {
    return pageReply({
      title: 'ReportDeck',
      headers: own,
      style: 'body{background:#10151b;color:#dde}iframe{inline-size:100%;block-size:80vh;border:0}',
      body: html`<nav><a href="/">Statements</a></nav><iframe src="/frame${isRefreshed && '?refreshed'}"></iframe>`,
    });
  }
  return pageReply({ title: 'ReportDeck', headers: own, body: cards(runs, isRefreshed) });
}

/** What stands in the frame of the third generation. */
export function frame(runs: readonly RunReport[], isRefreshed: boolean): Reply {
  return pageReply({ title: 'Statements', headers: own, body: table(runs, isRefreshed) });
}

/** Pages of somebody who wants to misuse the marker. */
export const hostilePages: Readonly<Record<string, () => Reply>> = {
  /** The message is bait: markup, an address, and a telephone number. */
  lure: () =>
    pageReply({
      title: 'Lure',
      headers: own,
      body: html`<article><h2>Profit &amp; Loss</h2><p>Source: Xero – Harbour Lane Bakery</p>
<p id="bait">Authorization error. Call 0800-555-0199 or sign in at https://evil.example/ &lt;img src=x onerror=alert(1)&gt;</p></article>`,
    }),
  /** A megabyte of text, and a message behind it. */
  huge: () =>
    pageReply({
      title: 'Huge',
      headers: own,
      body: html`<main>${Array.from({ length: 4000 }, (_, line) => html`<p>Line ${line}: ${'nothing to report in this quarter. '.repeat(6)}</p>`)}
<p>${'authorization error '.repeat(20_000)}</p></main>`,
    }),
  /** A message that never stands still and is drawn anew all the time. */
  moving: () =>
    pageReply({
      title: 'Moving',
      headers: own,
      body: html`<div id="moving"></div><script type="module" src="/_shell/moving.js"></script>`,
    }),
  /** A sign-in form beside the message. */
  password: () =>
    pageReply({
      title: 'Password',
      headers: own,
      body: html`<p>Authorization error</p><form><label>Password <input type="password"></label></form>`,
    }),
};
