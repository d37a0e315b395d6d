// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { readReport } from '../../../lib/page/read-report';
import { genericLandmarks, landmarksOf } from '../../../lib/report-tools/landmarks';
import { layOutPage } from './layout';

beforeEach(() => layOutPage());

function read(body: string, landmarks = genericLandmarks) {
  document.body.innerHTML = body;
  return readReport(landmarks, false).sightings.map(({ element, message }) => ({
    id: element.id,
    report: message.report,
    integration: message.integration,
  }));
}

describe('readReport', () => {
  it('reads a card: heading, labelled source, message', () => {
    const body = `<h1>Dashboard</h1><section>
      <article><h3>Profit and Loss</h3><p>Source: <b>Xero</b> – Harbour Lane Bakery</p><p id="e">Authorization <b>error</b></p><button>Refresh Connection</button></article>
      <article><h3>Balance Sheet</h3><p>Source: Xero – Kestrel Freight</p><p>Up to date</p></article></section>`;
    expect(read(body)).toEqual([{ id: 'e', report: 'Profit and Loss', integration: 'Xero – Harbour Lane Bakery' }]);
  });

  it('reads a table by the heads of its columns', () => {
    const body = `<h2>All reports</h2><table><thead><tr><th>Report</th><th>Company</th><th>State</th></tr></thead><tbody>
      <tr><td>Cash</td><td>Kestrel Freight</td><td>fine</td></tr>
      <tr><td>P&amp;L</td><td>Lumen Yoga</td><td id="e">Authorisation error</td></tr></tbody></table>`;
    expect(read(body)).toEqual([{ id: 'e', report: 'P&L', integration: 'Lumen Yoga' }]);
  });

  it('reads lists of terms, and a list to choose from', () => {
    const body = `<label>Company <select><option>One</option><option selected>Old Mill Brewing</option></select></label>
      <dl><dt>Report</dt><dd>Aged receivables</dd></dl><p id="e">Connection expired. Reconnect.</p>`;
    document.body.innerHTML = body;
    expect(read(body)[0]).toMatchObject({ id: 'e', report: 'Aged receivables' });
  });

  it('takes no heading from behind a dialog', () => {
    const body = `<h1>Dashboard</h1><article><h3>Cash</h3></article>
      <div role="dialog"><h2>Authorization error</h2><p id="e">This report could not be read. Access denied.</p></div>`;
    expect(read(body)[0]?.report).toBeUndefined();
  });

  it('tells of each message once, and of no more than a few', () => {
    const one = '<article><h3>R</h3><p>Authorization error</p><p>Please reconnect: error</p></article>';
    expect(read(one)).toHaveLength(1);
    expect(read(one.repeat(40))).toHaveLength(8);
  });

  it('wants all parts of a phrase near each other', () => {
    expect(read('<div><p>Refresh Connection</p></div><hr><main><p>No error today</p></main>')).toEqual([]);
    expect(read('<div class="alert"><p id="e">Refresh connection</p><p>There was an error.</p></div>')).toHaveLength(1);
  });

  it('leaves alone what cannot be seen, what is being typed, scripts, and an article about errors', () => {
    const hidden =
      '<p hidden>Authorization error</p><script>"authorization error"</script><textarea>authorization error</textarea>';
    expect(read(`${hidden}<p>${'About errors. '.repeat(60)} authorization error</p>`)).toEqual([]);
  });

  it('remembers that the tool said its sign-in was renewed', () => {
    document.body.innerHTML = '<p role="status">Connection refreshed</p><p>Authorization error</p>';
    expect(readReport(genericLandmarks, false)).toMatchObject({ isRefreshed: true });
    document.body.innerHTML = '<p>Authorization error</p>';
    expect(readReport(genericLandmarks, false)).toMatchObject({ isRefreshed: false });
    expect(readReport(genericLandmarks, true).sightings[0]?.message.isRefreshed).toBe(true);
  });

  it('follows a definition of the site’s own, whatever its case, and lives with a selector that is none', () => {
    const own = landmarksOf({
      name: 'D',
      hosts: ['d.example.com'],
      error: ['Nicht berechtigt'],
      report: { selector: '.r' },
      integration: { selector: '[[' },
    });
    expect(read('<p class="r">Bilanz</p><p id="e">NICHT berechtigt</p><p>Authorization error</p>', own)).toEqual([
      { id: 'e', report: 'Bilanz', integration: undefined },
    ]);
  });

  it('caps what it hands on', () => {
    const long = 'x'.repeat(5000);
    document.body.innerHTML = `<article><h3>${long}</h3><p>Source: ${long}</p><p>authorization error</p></article>`;
    const [sighting] = readReport(genericLandmarks, false).sightings;
    expect(sighting?.message.error.length).toBeLessThanOrEqual(600);
    expect(sighting?.message.report?.length ?? 0).toBeLessThanOrEqual(200);
    expect(sighting?.message.integration?.length ?? 0).toBeLessThanOrEqual(200);
  });

  it('reads no piece of text that is longer than a message, and no more pieces than its cap', () => {
    document.body.innerHTML = `<p>${'y'.repeat(1_000_000)} authorization error</p>${'<i>.</i>'.repeat(20_000)}<p>authorization error</p>`;
    expect(readReport(genericLandmarks, false).sightings).toEqual([]);
  });
});
