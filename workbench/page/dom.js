// Putting things on the page. Text from messages only ever becomes text nodes.

export const byId = (id) => document.getElementById(id);

export const clone = (id) => byId(id).content.firstElementChild.cloneNode(true);

export function el(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

/** Makes `list` hold one node for each item (told apart by `key`), keeping those that are there. */
export function sync(list, items, make, update) {
  const old = new Map([...list.children].map((node) => [node.dataset.key, node]));
  let place = list.firstElementChild;
  for (const item of items) {
    const node = old.get(item.key) ?? make(item);
    node.dataset.key = item.key;
    old.delete(item.key);
    update(node, item);
    if (node === place) place = place.nextElementSibling;
    else list.insertBefore(node, place);
  }
  for (const gone of old.values()) gone.remove();
}

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]']/g;

/** The text as nodes, its web links clickable and opening in a tab of their own. */
export function linked(text) {
  const nodes = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    nodes.append(text.slice(end, match.index));
    nodes.append(el("a", { href: match[0], target: "_blank", rel: "noopener" }, match[0]));
    end = match.index + match[0].length;
  }
  nodes.append(text.slice(end));
  return nodes;
}

/** Disables `buttons` while `work` runs, and says so to assistive technology. */
export async function busy(region, work) {
  const buttons = [...region.querySelectorAll("button, input")].filter((each) => !each.disabled);
  const focused = buttons.find((button) => button === document.activeElement);
  region.setAttribute("aria-busy", "true");
  for (const button of buttons) button.disabled = true;
  try {
    return await work();
  } finally {
    region.removeAttribute("aria-busy");
    for (const button of buttons) button.disabled = false;
    focused?.focus(); // disabling dropped it
  }
}
