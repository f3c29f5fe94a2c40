/** Line icons, 24 by 24, drawn for this page. `f:` marks a filled shape, everything else is a stroke. */

const SVG = "http://www.w3.org/2000/svg";

const SHAPES = {
  back: ["M15 5l-7 7 7 7"],
  more: ["f:M12 4.6a1.7 1.7 0 100 3.4 1.7 1.7 0 000-3.4zM12 10.3a1.7 1.7 0 100 3.4 1.7 1.7 0 000-3.4zM12 16a1.7 1.7 0 100 3.4 1.7 1.7 0 000-3.4z"],
  attach: ["M20 11.5l-7.8 7.8a5 5 0 01-7-7l8.2-8.2a3.3 3.3 0 014.7 4.7l-8.1 8.1a1.7 1.7 0 01-2.4-2.4l7.3-7.3"],
  send: ["f:M3.4 20.2L21.3 12 3.4 3.8l-.1 6.4L14.5 12 3.3 13.8z"],
  keyboard: ["M4 6h16a1 1 0 011 1v10a1 1 0 01-1 1H4a1 1 0 01-1-1V7a1 1 0 011-1z", "M7 10h.01M10.3 10h.01M13.7 10h.01M17 10h.01M8 14h8"],
  close: ["M6 6l12 12M18 6L6 18"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  checks: ["M2.5 12.5L7 17l9-9.5", "M11.5 16.5l.5.5 9.5-9.5"],
  clock: ["M12 4a8 8 0 100 16 8 8 0 000-16z", "M12 8v4.3l2.8 1.7"],
  reply: ["M10 6l-6 6 6 6", "M4.5 12H14a6 6 0 016 6v1"],
  edit: ["M5 19l1-4L16.5 4.5l3 3L9 18z", "M14.5 6.5l3 3"],
  forward: ["M14 6l6 6-6 6", "M19.5 12H10a6 6 0 00-6 6v1"],
  copy: ["M9 9h10v11H9z", "M15 9V4H5v11h4"],
  photo: ["M4 5h16v14H4z", "M4 16l4.5-4.5 4 4 3-3L20 17", "M15 9.2h.01"],
  video: ["M3 7h12v10H3z", "M15 11l6-3.5v9L15 13"],
  file: ["M6 3h8l4 4v14H6z", "M14 3v4.5h4"],
  voice: ["M12 4a2.5 2.5 0 00-2.5 2.5v5a2.5 2.5 0 005 0v-5A2.5 2.5 0 0012 4z", "M6.5 11.5a5.5 5.5 0 0011 0M12 17v3"],
  sticker: ["M5 4h14v10l-6 6H5z", "M13 20v-6h6", "M9 9h.01M15 9h.01"],
  pin: ["M12 21s7-6.2 7-11.3A7 7 0 005 9.7C5 14.8 12 21 12 21z", "M12 7.5a2.3 2.3 0 100 4.6 2.3 2.3 0 000-4.6z"],
  contact: ["M12 4.5a3.7 3.7 0 100 7.4 3.7 3.7 0 000-7.4z", "M4.5 20c.8-4 3.8-5.5 7.5-5.5s6.7 1.5 7.5 5.5"],
  block: ["M12 4a8 8 0 100 16 8 8 0 000-16z", "M6.5 6.5l11 11"],
  restart: ["M5 12a7 7 0 112 5", "M5 18v-4.5h4.5"],
  info: ["M12 4a8 8 0 100 16 8 8 0 000-16z", "M12 11v5M12 8h.01"],
  people: ["M9 6a3 3 0 100 6 3 3 0 000-6z", "M3 19c.6-3.3 3-4.5 6-4.5s5.4 1.2 6 4.5", "M15.5 6.3a3 3 0 010 5.4M17 14.7c2.3.4 3.6 1.7 4 4.3"],
  desk: ["M3 5h5v14H3zM9.5 5h5v14h-5zM16 5h5v14h-5z"],
  plus: ["M12 5v14M5 12h14"],
  play: ["f:M8 5v14l11-7z"],
  pause: ["f:M7 5h3.5v14H7zM13.5 5H17v14h-3.5z"],
  down: ["M6 9l6 6 6-6"],
  menu: ["M5 7h14M5 12h14M5 17h14"],
  download: ["M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"],
  external: ["M9 6h9v9M18 6L7 17"],
  chat: ["M4 5h16v11H10l-4.5 4v-4H4z", "M8 9h8M8 12h5"],
};

/** One icon as an SVG node, hidden from screen readers: its button carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  for (const shape of SHAPES[name] ?? []) {
    const path = document.createElementNS(SVG, "path");
    const filled = shape.startsWith("f:");
    path.setAttribute("d", filled ? shape.slice(2) : shape);
    if (filled) path.setAttribute("class", "filled");
    svg.append(path);
  }
  return svg;
}

/** Fills every `data-icon="name"` that the HTML file left empty. */
export function fillIcons(root) {
  for (const node of root.querySelectorAll("[data-icon]")) node.prepend(icon(node.dataset.icon));
}
