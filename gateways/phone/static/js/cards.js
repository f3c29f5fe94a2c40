/** A place and a contact as small cards. The map is a drawing, not a map: the page works without internet. */

import { element } from "./dom.js";
import { icon } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";

/** "0,1234° LU, 117,5000° BT" */
export function coordinates({ latitude, longitude }) {
  const degrees = (value) => Math.abs(value).toLocaleString("id-ID", { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  const northSouth = latitude < 0 ? "LS" : "LU";
  const eastWest = longitude < 0 ? "BB" : "BT";
  return `${degrees(latitude)}° ${northSouth}, ${degrees(longitude)}° ${eastWest}`;
}

export function locationNode(place) {
  return element(
    "div",
    { class: "place", testid: "location" },
    drawnLand(place),
    element("span", { class: "first-line", text: "Lokasi" }),
    element("span", { class: "second-line", text: coordinates(place) }),
  );
}

export function contactNode(contact) {
  const name = [contact.first_name, contact.last_name].filter(Boolean).join(" ");
  return element(
    "div",
    { class: "contact", testid: "contact" },
    element("span", { class: "round-sign" }, icon("contact")),
    element(
      "span",
      { class: "two-lines" },
      element("span", { class: "first-line", text: name }),
      element("span", { class: "second-line", text: contact.phone_number }),
    ),
  );
}

/** Hills, a river and a pin; the coordinates move the river, so that two places do not look the same. */
function drawnLand({ latitude, longitude }) {
  const part = (value) => ((Math.abs(value) * 37) % 1) * 60;
  const bend = part(latitude);
  const turn = part(longitude);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 260 120");
  svg.setAttribute("class", "land");
  svg.setAttribute("aria-hidden", "true");
  const draw = (cssClass, d) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", cssClass);
    path.setAttribute("d", d);
    svg.append(path);
  };
  draw("field", `M0 ${30 + bend / 2}Q70 ${bend} 140 ${34 + turn / 3}T260 ${20 + turn / 2}V120H0z`);
  draw("river", `M${20 + turn} -6C${60 + bend} 40 ${70 + turn} 70 ${150 + bend / 2} 80S240 ${90 + turn / 3} 270 126`);
  draw("road", `M-6 ${96 - bend / 2}C70 ${84 - turn / 3} 120 ${60 + bend / 3} 266 ${64 - turn / 2}`);
  draw("shade", "M130 84m-11 0a11 4 0 1022 0a11 4 0 10-22 0");
  draw("needle", "M130 84s22-20 22-38a22 22 0 00-44 0c0 18 22 38 22 38z");
  draw("needle-eye", "M130 38a8 8 0 100 16 8 8 0 000-16z");
  return svg;
}
