import { readJson } from './dom.js';

/**
 * A product in one page: it moves between its routes without loading and is drawn anew after each move and each change.
 * `draw` gets the page: its data, `go` to another address, and `act`, which presses a button of the product.
 */
export function singlePage(draw) {
  const page = {
    data: readJson('shell-data'),
    draw: () => draw(page),
    go(path) {
      history.pushState(null, '', path);
      page.draw();
    },
    async act(path, values) {
      await fetch(path, { method: 'POST', body: new URLSearchParams(values) });
      page.data = await (await fetch('/_shell/data')).json();
      page.draw();
    },
  };
  addEventListener('popstate', page.draw);
  return page;
}
