/** Builders of DOM nodes. Words go in as text only, so that nothing a person or the bot writes becomes HTML. */

/**
 * One element. `class`, `text`, `testid` and `on<event>` are understood; anything else becomes an attribute;
 * null, undefined and false leave it out. Never pass `style`: the page's security policy forbids the attribute.
 */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "testid") node.dataset.testid = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

/** The element with this id; a missing one is a mistake in the page and is said so. */
export function byId(id) {
  const node = document.getElementById(id);
  if (node === null) throw new Error(`the page has no #${id}`);
  return node;
}
