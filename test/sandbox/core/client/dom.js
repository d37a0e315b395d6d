/**
 * An element: `tag.class.class`, attributes, children. Attributes that begin with `on` are listeners; `false` and
 * `undefined` leave an attribute or a child out.
 */
export function h(kind, attributes, ...children) {
  const [tag, ...classes] = kind.split('.');
  const element = document.createElement(tag);
  if (classes.length > 0) element.className = classes.join(' ');
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== false));
  return element;
}

/** Data the page came with. */
export const readJson = (id) => JSON.parse(document.getElementById(id).textContent);
