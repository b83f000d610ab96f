// "Make a sample couple": one click, and a line that says how far they are.

import { get, post } from "./api.js";
import { byId } from "./dom.js";
import { tell, toast } from "./toast.js";

const LOOK_EVERY = 300; // ms, while they sign up

/** `told(sample)` hears every answer of /api/sample. */
export function makeSample(told) {
  const buttons = [...document.querySelectorAll("[data-sample]")];
  let mine = false; // this page asked for the couple being made
  let timer = null;

  for (const button of buttons) button.addEventListener("click", () => tell(make));

  async function make() {
    mine = true;
    follow({ doing: "Knocking at the service’s door", done: 0, of: 1 });
    try {
      const sample = await post("/api/sample");
      toast(`${sample.people.map((person) => person.name).join(" and ")} have signed up.`);
    } finally {
      mine = false;
      follow(null);
      await refresh();
    }
  }

  async function refresh() {
    const sample = await get("/api/sample");
    follow(sample.making ?? (mine ? undefined : null));
    told(sample);
  }

  /** Shows the step; null: nobody is being made; undefined: nothing new is known. */
  function follow(making) {
    if (making === undefined) return again();
    for (const button of buttons) button.disabled = Boolean(making);
    byId("making").hidden = !making;
    if (!making) return;
    byId("making-doing").textContent = `${making.doing}…`;
    byId("making-bar").max = making.of;
    byId("making-bar").value = making.done;
    again();
  }

  function again() {
    clearTimeout(timer);
    timer = setTimeout(() => refresh().catch(() => {}), LOOK_EVERY);
  }

  return { refresh };
}
