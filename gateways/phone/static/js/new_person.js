/** "Orang baru": a name, and a new phone opens. */

import { newPerson } from "./api.js";
import { element } from "./dom.js";
import { field, formDialog, toast } from "./dialogs.js";

/** Asks for a name and makes the person. @returns {Promise<object|null>} the person, null when left or refused. */
export async function askNewPerson() {
  const name = element("input", { type: "text", required: true, maxlength: "64", testid: "new-name", placeholder: "Contoh: Ibu Wati", autocomplete: "off" });
  const sent = await formDialog("Orang baru", [field("Siapa namanya?", name)], "Buat", () => name.value.trim() !== "");
  if (!sent) return null;
  try {
    const answer = await newPerson(name.value.trim());
    return answer.person ?? answer;
  } catch (refused) {
    toast(refused.message);
    return null;
  }
}
