// The front desk: a plan is moved about, by drag or by keyboard; the server says what follows.
// State is the plan alone. Every change draws the slots anew from it and from what the server
// says fills them.

const form = document.getElementById("front-desk");
const desk = JSON.parse(document.getElementById("front-desk-data").textContent);
const find = (selector) => form.querySelector(selector);
const list = find("[data-slots]");
const pool = find("[data-pool]");
const said = document.getElementById("front-desk-said");
const frame = find("iframe");

const plan = desk.plan;
/** What is known of each story, by uid. */
const stories = {};
/** What stands in each slot, by the server. */
let filled = [];
/** The story in hand: {uid, slot, place} while the keyboard moves it, else null. */
let lifted = null;
let changed = desk.refused; // what was refused is not kept anywhere

const element = (name, properties = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("data-") || key.startsWith("aria-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null));
  return made;
};
const words = (name, values = {}) =>
  desk.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const say = (text) => { said.textContent = text; };
const size = (slot) => desk.sizes[slot.kind];
const pins = (slot) => (slot.pins ??= []);
const isTop = (slot) => desk.top.includes(slot.kind);

const nameOf = (slot) => {
  if (slot.heading) return slot.heading;
  if (slot.kind === "strip") return desk.sections[slot.section] ?? `${desk.kinds.strip} ${slot.section}`;
  if (slot.kind === "topic") return desk.topics[slot.topic] ?? `${desk.kinds.topic} ${slot.topic}`;
  return desk.kinds[slot.kind];
};
const headline = (uid) => stories[uid]?.headline ?? uid;

/** What stands at every place of a slot: pins where they are, the rest in the server's order. */
const rowOf = (number) => {
  const slot = plan.slots[number];
  const row = Array(size(slot)).fill(null);
  for (const pin of pins(slot)) row[Math.min(pin.place, row.length - 1)] = { uid: pin.story, pin };
  const pinned = new Set(pins(slot).map((pin) => pin.story));
  const rest = (filled[number] ?? []).filter((uid) => !pinned.has(uid));
  return row.map((held) => held ?? (rest.length ? { uid: rest.shift(), pin: null } : null));
};

// Changing the plan.

const unpin = (uid) => {
  for (const slot of plan.slots) slot.pins = pins(slot).filter((pin) => pin.story !== uid);
};

/** Pin `uid` at a place; who was pinned there goes to the next free place, or fills itself. */
const put = (uid, number, place) => {
  const until = plan.slots.flatMap(pins).find((pin) => pin.story === uid)?.until;
  unpin(uid);
  const slot = plan.slots[number];
  const held = pins(slot).find((pin) => pin.place === place);
  if (held) {
    const taken = new Set(pins(slot).map((pin) => pin.place));
    let free = place + 1;
    while (taken.has(free)) free += 1;
    if (free < size(slot)) held.place = free;
    else slot.pins = pins(slot).filter((pin) => pin !== held);
  }
  pins(slot).push(until ? { story: uid, place, until } : { story: uid, place });
  touched();
  say(words("put", { story: headline(uid), slot: nameOf(slot), place: place + 1 }));
  focusOn(number, place);
};

const letFill = (number, place, uid) => {
  unpin(uid);
  touched();
  say(words("unpinned", { slot: nameOf(plan.slots[number]), place: place + 1 }));
  focusOn(number, place);
};

const moveSlot = (number, by) => {
  const to = number + by;
  const slot = plan.slots[number];
  if (to < 0 || to >= plan.slots.length || isTop(slot) || isTop(plan.slots[to])) return;
  plan.slots.splice(number, 1);
  plan.slots.splice(to, 0, slot);
  filled.splice(to, 0, filled.splice(number, 1)[0]);
  touched();
  say(words("moved", { slot: nameOf(slot), place: to + 1 }));
  list.children[to]?.querySelector(`[data-move="${by}"]`)?.focus();
};

const removeSlot = (number) => {
  const [slot] = plan.slots.splice(number, 1);
  filled.splice(number, 1);
  touched();
  say(words("removed", { slot: nameOf(slot) }));
  (list.children[Math.min(number, plan.slots.length - 1)]?.querySelector("button") ?? list).focus();
};

const touched = () => {
  changed = true;
  asked += 1; // an answer under way is about the plan before
  draw();
  refresh();
};

// Drawing.

const focusOn = (number, place) =>
  list.querySelector(`[data-slot="${number}"][data-place="${place}"] [data-lift]`)?.focus();

const button = (label, act, properties = {}) =>
  element("button", { type: "button", className: "front-desk__button", onclick: act, ...properties }, label);

const standing = (uid) => {
  const story = stories[uid];
  if (!story || story.in_print) return null;
  return element("em", {}, ` · ${words(story.was_in_print ? "gone" : "not_yet")}`);
};

const drawPlace = (held, number, place) => {
  const at = { "data-slot": number, "data-place": place };
  const marked = lifted && lifted.slot === number && lifted.place === place;
  if (!held) {
    return element("li", { className: `front-desk__place is-empty${marked ? " is-aim" : ""}`, ...at }, words("empty"));
  }
  const { uid, pin } = held;
  const name = headline(uid);
  const lift = element(
    "button",
    {
      type: "button", className: "front-desk__story", draggable: true, "data-lift": uid,
      "aria-describedby": "front-help", "aria-pressed": String(lifted?.uid === uid),
    },
    name, element("small", {}, pin ? words("pinned") : words("by_itself"), standing(uid) ?? ""),
  );
  const tools = element("span", { className: "front-desk__tools" });
  if (pin) {
    const until = element("input", {
      type: "datetime-local", value: pin.until ?? "", "aria-label": `${words("until")}: ${name}`,
      onchange: (event) => { pin.until = event.target.value || undefined; touched(); },
    });
    tools.append(
      element("label", {}, `${words("until")} `, until),
      button("×", () => letFill(number, place, uid), { title: words("unpin"), "aria-label": `${words("unpin")}: ${name}` }),
    );
  } else {
    tools.append(button(words("pin"), () => put(uid, number, place), { "aria-label": `${words("pin")}: ${name}` }));
  }
  const className = `front-desk__place${pin ? " is-pinned" : ""}${marked ? " is-aim" : ""}`;
  return element("li", { className, ...at }, lift, tools);
};

const drawSlot = (slot, number) => {
  const tools = element("span", { className: "front-desk__tools" });
  if (!isTop(slot)) {
    for (const [by, label] of [[-1, "up"], [1, "down"]]) {
      tools.append(button(words(label), () => moveSlot(number, by), { "data-move": by, "aria-label": `${words(label)}: ${nameOf(slot)}` }));
    }
    const heading = element("input", {
      type: "text", value: slot.heading ?? "", maxLength: 80, placeholder: words("heading"),
      "aria-label": `${words("heading")}: ${nameOf(slot)}`,
      onchange: (event) => { slot.heading = event.target.value.trim(); touched(); },
    });
    tools.prepend(heading);
  }
  if (slot.kind !== "lead") {
    tools.append(button(words("remove"), () => removeSlot(number), { "aria-label": `${words("remove")}: ${nameOf(slot)}` }));
  }
  const head = element("header", {}, element("h3", {}, nameOf(slot)), tools);
  const row = element("ol", { "aria-label": nameOf(slot) });
  rowOf(number).forEach((held, place) => row.append(drawPlace(held, number, place)));
  return element("li", { className: `front-desk__slot is-${slot.kind}` }, head, row);
};

const draw = () => {
  const focused = document.activeElement?.dataset?.lift;
  list.replaceChildren(...plan.slots.map(drawSlot));
  find('[name="plan"]').value = JSON.stringify(plan);
  drawAdd();
  if (focused && !pool.contains(document.activeElement)) list.querySelector(`[data-lift="${focused}"]`)?.focus();
};

const drawAdd = () => {
  const there = new Set(plan.slots.map((slot) => slot.kind + (slot.section ?? "")));
  const choices = [["", "–"]];
  for (const kind of ["lead", "live", "seconds", "opinion", "pictures"]) {
    if (!there.has(kind)) choices.push([kind, desk.kinds[kind]]);
  }
  for (const [pk, title] of Object.entries(desk.sections)) {
    if (!there.has(`strip${pk}`)) choices.push([`strip:${pk}`, title]);
  }
  const add = find("[data-add]");
  const chosen = add.value; // an answer may arrive between choosing and adding
  add.replaceChildren(...choices.map(([value, label]) => element("option", { value }, label)));
  if (choices.some(([value]) => value === chosen)) add.value = chosen;
};

// Lifting with the keyboard.

/** All places in the order of the page. */
const places = () =>
  plan.slots.flatMap((slot, number) => Array.from({ length: size(slot) }, (_, place) => ({ slot: number, place })));

const aim = (place) => {
  Object.assign(lifted, place);
  for (const marked of list.querySelectorAll(".is-aim")) marked.classList.remove("is-aim");
  const target = list.querySelector(`[data-slot="${place.slot}"][data-place="${place.place}"]`);
  target?.classList.add("is-aim");
  target?.scrollIntoView({ block: "nearest" });
  const slot = plan.slots[place.slot];
  say(words("at", { slot: nameOf(slot), place: place.place + 1, size: size(slot) }));
};

const lift = (uid, from) => {
  lifted = { uid, slot: from?.slot ?? 0, place: from?.place ?? 0 };
  for (const item of form.querySelectorAll("[data-lift]")) item.setAttribute("aria-pressed", String(item.dataset.lift === uid));
  aim(lifted);
  say(words("lifted", { story: headline(uid) }));
};

const drop = () => {
  const { uid, slot, place } = lifted;
  lifted = null;
  drawPool();
  put(uid, slot, place);
};

const leave = () => {
  const { uid } = lifted;
  lifted = null;
  draw();
  drawPool();
  say(words("left"));
  form.querySelector(`[data-lift="${uid}"]`)?.focus();
};

form.addEventListener("click", (event) => {
  const item = event.target.closest("[data-lift]");
  if (!item) return;
  if (lifted) drop();
  else lift(item.dataset.lift, whereIs(item));
});

const whereIs = (item) => {
  const place = item.closest("[data-place]");
  return place ? { slot: Number(place.dataset.slot), place: Number(place.dataset.place) } : null;
};

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input, select")) {
    event.preventDefault(); // or the first button of the form would publish
    if (event.target.matches("[data-topic]")) find("[data-add-button]").click();
    else event.target.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  const item = event.target.closest("[data-lift]");
  if (lifted && event.key === "Escape") {
    event.preventDefault();
    leave();
    return;
  }
  if (!item) return;
  if (!lifted) {
    const where = whereIs(item);
    if (event.key === "Delete" && where && rowOf(where.slot)[where.place]?.pin) {
      event.preventDefault();
      letFill(where.slot, where.place, item.dataset.lift);
    }
    return;
  }
  const all = places();
  const now = all.findIndex((place) => place.slot === lifted.slot && place.place === lifted.place);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  let to = null;
  if (step) to = all[Math.min(Math.max(now + step, 0), all.length - 1)];
  if (event.key === "Home") to = all[0];
  if (event.key === "End") to = all.at(-1);
  if (event.key === "PageDown" || event.key === "PageUp") {
    const slot = Math.min(Math.max(lifted.slot + (event.key === "PageDown" ? 1 : -1), 0), plan.slots.length - 1);
    to = { slot, place: 0 };
  }
  if (to) {
    event.preventDefault();
    aim(to);
  }
  if (event.key === "Tab") leave();
});

// Dragging.

form.addEventListener("dragstart", (event) => {
  const item = event.target.closest?.("[data-lift]");
  if (!item) return;
  event.dataTransfer.setData("text/plain", item.dataset.lift);
  event.dataTransfer.effectAllowed = "move";
});
list.addEventListener("dragover", (event) => {
  const place = event.target.closest("[data-place]");
  for (const marked of list.querySelectorAll(".is-aim")) if (marked !== place) marked.classList.remove("is-aim");
  if (!place) return;
  event.preventDefault();
  place.classList.add("is-aim");
});
list.addEventListener("drop", (event) => {
  const place = event.target.closest("[data-place]");
  const uid = event.dataTransfer.getData("text/plain");
  if (!place || !stories[uid]) return;
  event.preventDefault();
  put(uid, Number(place.dataset.slot), Number(place.dataset.place));
});
form.addEventListener("dragend", () => {
  for (const marked of list.querySelectorAll(".is-aim")) marked.classList.remove("is-aim");
});

// The pool of stories.

let offered = [];
const drawPool = () => {
  pool.replaceChildren(
    ...offered.map((story) =>
      element("li", {}, element(
        "button",
        { type: "button", className: "front-desk__story", draggable: true, "data-lift": story.uid, "aria-describedby": "front-help", "aria-pressed": "false" },
        story.headline,
        element("small", {}, [story.section, story.kind, story.when].filter(Boolean).join(" · "), standing(story.uid) ?? ""),
      )),
    ),
  );
  if (!offered.length) pool.append(element("li", {}, words("none")));
};

const later = (act, wait) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
};

const offer = async () => {
  const asked = new URLSearchParams({ q: find("[data-search]").value, section: find("[data-section]").value });
  const answer = await fetch(`${form.dataset.stories}?${asked}`);
  if (!answer.ok) return;
  offered = (await answer.json()).stories;
  for (const story of offered) stories[story.uid] = story;
  drawPool();
};
find("[data-search]").addEventListener("input", later(offer, 200));
find("[data-section]").append(...Object.entries(desk.sections).map(([value, label]) => element("option", { value }, label)));
find("[data-section]").addEventListener("change", offer);

// Adding strips.

const topicsKnown = {};
find("[data-topic]").addEventListener("input", later(async () => {
  const answer = await fetch(`${form.dataset.topics}?${new URLSearchParams({ term: find("[data-topic]").value })}`);
  if (!answer.ok) return;
  const { topics } = await answer.json();
  for (const topic of topics) topicsKnown[topic.name] = topic.id;
  form.querySelector("datalist").replaceChildren(...topics.map((topic) => element("option", { value: topic.name })));
}, 200));
find("[data-add-button]").addEventListener("click", () => {
  const [kind, pk] = find("[data-add]").value.split(":");
  const topic = topicsKnown[find("[data-topic]").value];
  let slot = null;
  if (topic) {
    desk.topics[topic] = find("[data-topic]").value;
    slot = { kind: "topic", topic };
  } else if (kind) {
    slot = pk ? { kind, section: Number(pk) } : { kind };
  }
  if (!slot) return;
  if (plan.slots.length >= desk.most) {
    say(words("full"));
    return;
  }
  find("[data-topic]").value = "";
  const order = (each) => (isTop(each) ? desk.top.indexOf(each.kind) : desk.top.length);
  plan.slots.push(slot);
  filled.push([]);
  const rows = new Map(plan.slots.map((each, number) => [each, filled[number]]));
  plan.slots.sort((one, other) => order(one) - order(other));
  filled = plan.slots.map((each) => rows.get(each));
  touched();
  const number = plan.slots.indexOf(slot);
  say(words("moved", { slot: nameOf(slot), place: number + 1 }));
  list.children[number].scrollIntoView({ block: "nearest" });
});

// The page as readers get it.

const body = () => {
  const sent = new FormData();
  sent.append("csrfmiddlewaretoken", find('[name="csrfmiddlewaretoken"]').value);
  sent.append("plan", JSON.stringify(plan));
  sent.append("at", find("[data-seen-at]").value);
  return sent;
};

let asked = 0;
const refreshNow = async () => {
  asked += 1;
  const mine = asked;
  const answer = await fetch(form.dataset.filled, { method: "POST", body: body(), headers: { Accept: "application/json" } });
  const told = await answer.json().catch(() => ({ fault: answer.statusText }));
  if (mine !== asked) return; // a later change has asked since
  if (!answer.ok) {
    say(words("unseen", { fault: told.fault }));
    return;
  }
  Object.assign(stories, told.stories);
  filled = told.slots;
  if (!lifted) draw();
  const look = element("form", { method: "post", action: form.dataset.preview, target: frame.name, hidden: true });
  for (const [name, value] of body()) look.append(element("input", { type: "hidden", name, value }));
  document.body.append(look);
  look.submit();
  look.remove();
};
const refresh = later(refreshNow, 250);

find("[data-seen-at]").addEventListener("change", refreshNow);
find("[data-now]").addEventListener("click", () => { find("[data-seen-at]").value = ""; refreshNow(); });
for (const chip of form.querySelectorAll("[data-at]")) {
  chip.addEventListener("click", () => { find("[data-seen-at]").value = chip.dataset.at; refreshNow(); });
}

/** The frame is as wide as the reader's window would be, and shrunk to the room there is. */
const fit = () => {
  const width = Number(find("[data-width]").value);
  const room = frame.parentElement.clientWidth;
  const scale = Math.min(1, room / width);
  frame.style.inlineSize = `${width}px`;
  frame.style.blockSize = `${frame.parentElement.clientHeight / scale}px`;
  frame.style.transform = `scale(${scale})`;
};
find("[data-width]").addEventListener("change", fit);
new ResizeObserver(fit).observe(frame.parentElement);

for (const choice of form.querySelectorAll('[name="layout"]')) {
  choice.checked = choice.value === plan.layout;
  choice.addEventListener("change", () => { plan.layout = choice.value; touched(); });
}
addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
form.addEventListener("submit", () => { changed = false; });

draw();
offer();
refreshNow();
fit();
