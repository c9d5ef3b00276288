// Random walks by keyboard alone, the same each time: what takes the keyboard is seen, nothing holds it, nothing breaks.
import { watched } from "./browser.mjs";
import { random } from "./tally.mjs";

// How often each key is struck, of a hundred.
const KEYS = [
  ["Tab", 46], ["Shift+Tab", 10], ["Enter", 14], ["Escape", 6], ["Space", 3], ["ArrowDown", 6], ["ArrowUp", 4],
  ["/", 4], ["Home", 1], ["End", 2], ["letter", 4],
];

function key(chance) {
  let at = chance * 100;
  for (const [name, often] of KEYS) {
    at -= often;
    if (at < 0) return name;
  }
  return "Tab";
}

export async function walk(browser, root, files, { walks, steps, seed, letters }) {
  const faults = [];
  let turns = 0;
  const numbers = Array.from({ length: walks }, (_, at) => at);
  const worker = async () => {
    const page = await watched(browser, root);
    for (let number = numbers.shift(); number !== undefined; number = numbers.shift()) {
      const chance = random(seed + number);
      const start = files[Math.floor(chance() * files.length)];
      await page.setViewport([{ width: 1280, height: 800 }, { width: 390, height: 844 }][number % 2]);
      await page.goto(root + start.path, { waitUntil: "load" });
      page.faults.length = 0;
      const trail = [];
      for (let step = 0; step < steps; step += 1) {
        const name = key(chance());
        trail.push(name);
        const fault = await stride(page, name, letters[Math.floor(chance() * letters.length)]).catch((error) => error.message);
        turns += 1;
        const amiss = [fault, ...page.faults.splice(0)].filter(Boolean);
        if (amiss.length > 0) {
          faults.push(`walk ${number} from ${start.path}, step ${step} (${trail.slice(-6).join(" ")}): ${amiss.join("; ")}`);
          break;
        }
        if (!page.within(page.url())) {
          faults.push(`walk ${number}: left the site for ${page.url()}`);
          break;
        }
      }
    }
    await page.close();
  };
  await Promise.all([worker(), worker()]);
  return { faults, turns };
}

async function stride(page, name, letter) {
  // A link that leads out of the book, or to a file that a browser takes down, is not followed.
  if (name === "Enter") {
    const out = await page.evaluate(() => {
      const link = document.activeElement?.closest?.("a[href]");
      return link !== null && link !== undefined && (link.origin !== location.origin || !/\.html$/.test(link.pathname));
    });
    if (out) return "";
  }
  const before = page.url();
  if (name === "Shift+Tab") {
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
  } else if (name === "letter") {
    await page.keyboard.sendCharacter(letter);
  } else {
    await page.keyboard.press(name);
  }
  if (name === "Enter") await settled(page, before);
  if (name !== "Tab" && name !== "Shift+Tab") return "";
  // A page that still scrolls brings the place that has the keyboard into view in a moment.
  for (let at = 0; ; at += 1) {
    const fault = await focus(page);
    if (fault === "" || at === 10) return fault;
    await new Promise((done) => setTimeout(done, 60));
  }
}

function focus(page) {
  return page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body || one === document.documentElement) return "";
    const box = one.getBoundingClientRect();
    const style = getComputedStyle(one);
    const name = `${one.tagName.toLowerCase()}${one.id ? `#${one.id}` : ""}.${one.className} "${one.textContent.slice(0, 20)}"`;
    if (box.width === 0 || box.height === 0 || style.visibility === "hidden") return `${name} has the keyboard and is not seen`;
    if (box.bottom < 0 || box.top > innerHeight) return `${name} has the keyboard outside the window`;
    const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    return marked || one.closest("svg") ? "" : `${name} has the keyboard and shows no mark of it`;
  });
}

// Waits a moment, and for the page if another is on its way.
async function settled(page, before) {
  await new Promise((done) => setTimeout(done, 30));
  for (let at = 0; at < 100; at += 1) {
    const ready = await page.evaluate(() => document.readyState).catch(() => "");
    if (ready === "complete") return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`the page after ${before} does not come`);
}
