/** "Majukan jam": the bot's clock is moved forward, which it allows only here, and only to the office's person. */

import { PersonApi } from "./api.js";
import { toast } from "./dialogs.js";
import { openPopup } from "./popup.js";

const KEEPER = new PersonApi("kantor");
const ANSWERS_WITHIN_SECONDS = 15;
const STEPS = [
  { label: "Ke pengingat berikutnya", step: "next" },
  { label: "+1 jam", step: "+1h" },
  { label: "+1 hari", step: "+1d" },
];

/** Opens the choice of steps near this place. */
export function openClock(anchor) {
  const items = STEPS.map(({ label, step }) => ({ label, icon: "clock", testid: `clock-${step}`, act: () => move(step) }));
  openPopup(anchor, items, { label: "Majukan jam", testid: "clock-items" });
}

/** Says the command, and shows what the bot answers there, whoever's phone this is. */
async function move(step) {
  try {
    const { last_event: said } = await KEEPER.text(`/jam ${step}`);
    toast((await KEEPER.heardAfter(said, ANSWERS_WITHIN_SECONDS)) ?? "Bot belum menjawab. Coba lagi sebentar.");
  } catch (refused) {
    toast(refused.message);
  }
}
