// What the pages do in the browser: buttons that lead somewhere, windows over the page, boxes ticked at once, and, where
// the product is a single page, everything else. Plain script, served as it stands.
(() => {
  const place = document.getElementById('product-page');

  /** The single page: asks for what a page holds and puts it in place; the address follows, without what stood behind #. */
  async function show(address, body) {
    const answer = await fetch(address, { headers: { 'x-part': '1' }, ...body });
    const shown = new URL(answer.url);
    place.innerHTML = await answer.text();
    history.pushState(null, '', `/ia/acct/frameset.phtml${shown.search}`);
    document.title = `Sage Intacct - ${place.querySelector('h1')?.textContent ?? ''}`;
  }

  const go = (address) => {
    if (place) return show(address);
    location.href = address;
  };

  /** A window inside the page: a frame of its own, or a dialog where the product is a single page. */
  async function openWindow(address) {
    if (place) {
      const answer = await fetch(address, { headers: { 'x-part': '1' } });
      const dialog = document.createElement('dialog');
      dialog.innerHTML = await answer.text();
      dialog.addEventListener('close', () => history.back());
      place.append(dialog);
      dialog.showModal();
      history.pushState(null, '', `/ia/acct/frameset.phtml${new URL(answer.url).search}`);
      return;
    }
    const layer = document.createElement('div');
    layer.className = 'layer';
    const frame = document.createElement('iframe');
    frame.src = address;
    // Saved: the window leads to another page then, which belongs below it.
    frame.addEventListener('load', () => {
      const { pathname, search } = frame.contentWindow.location;
      if (pathname.startsWith('/') && pathname + search !== address) location.href = pathname + search;
    });
    layer.append(frame);
    document.body.append(layer);
    document.body.classList.add('covered');
  }

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-window]');
    const link = event.target.closest('[data-href]');
    if (!opener && !link) return;
    event.preventDefault();
    if (opener) void openWindow(opener.dataset.window);
    else void go(link.dataset.href);
    for (const menu of document.querySelectorAll('[popover]:popover-open')) menu.hidePopover();
  });

  document.addEventListener('change', (event) => {
    const { shortcut } = event.target.dataset;
    if (shortcut === undefined) return;
    for (const box of document.querySelectorAll(`input[data-group=${shortcut}]`)) {
      const right = box.value.split('|')[1];
      box.checked =
        event.target.value === 'all' || (event.target.value === 'read' && /^(?:List|View|Run)$/.test(right));
    }
  });

  document.addEventListener('submit', (event) => {
    if (!place || event.target.method !== 'post') return;
    event.preventDefault();
    const values = new FormData(event.target, event.submitter);
    void show(event.target.getAttribute('action'), { method: 'POST', body: new URLSearchParams(values) });
  });

  addEventListener('popstate', () => location.reload());
})();
