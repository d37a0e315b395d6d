// Runs beside the scripts under test and tells the test what the closed overlay looks like: only extensions can see it.
(() => {
  const rootOf = (host) => globalThis.chrome?.dom?.openOrClosedShadowRoot?.(host) ?? host.openOrClosedShadowRoot;
  const boxOf = (element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  };
  const read = (host) => {
    const root = rootOf(host);
    const box = root?.querySelector('.box');
    const outline = root?.querySelector('.outline');
    if (!box || !outline) return [];
    return {
      box: boxOf(box),
      mode: box.dataset.mode,
      status: box.dataset.status,
      // biome-ignore lint/performance/useDomNodeTextContent: what a person sees is what counts
      text: box.innerText.replace(/\s+/g, ' ').trim(),
      isVisible: box.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
      outline: outline.hidden ? null : boxOf(outline),
      hasFocus: root.activeElement !== null,
      buttons: [...root.querySelectorAll('button')].map((button) => ({
        action: button.dataset.action,
        ...boxOf(button),
      })),
    };
  };
  addEventListener('message', (event) => {
    if (event.data?.eye !== 'look') return;
    const overlays = [...document.querySelectorAll('ledgerline-guide')].flatMap(read);
    window.postMessage({ eye: 'seen', turn: event.data.turn, overlays }, '*');
  });
})();
