// Search as a reader uses it: `/`, words typed key by key, the first entry. The queries are tables beside this file.
import { watched } from "./browser.mjs";

// Lines of QUERY TAB PATH (several may be right, with ` | ` between; a path may end in `*`); `#` opens a remark.
export function queries(text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [query, right] = line.split("\t");
    return { query, right: (right ?? "").split(" | ").map((path) => path.trim()) };
  });
}

function fits(path, right) {
  return right.some((one) => (one.endsWith("*") ? path.startsWith(one.slice(0, -1)) : path === one || path.split("#")[0] === one));
}

export async function search(browser, root, language, table, first) {
  const faults = [];
  const page = await watched(browser, root);
  await page.setViewport({ width: 1280, height: 800 });
  await page.evaluateOnNewDocument(() => {
    window.slowest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
      if (entry.name === "input") window.slowest = Math.max(window.slowest, entry.processingEnd - entry.processingStart);
    })).observe({ type: "event", durationThreshold: 16, buffered: true });
  });
  await page.goto(root + first, { waitUntil: "load" });
  await page.keyboard.press("/");
  await page.waitForSelector(".find-box input", { visible: true, timeout: 5000 });
  for (const { query, right } of table) {
    await page.$eval(".find-box input", (field) => { field.select(); });
    await page.keyboard.press("Backspace");
    await page.keyboard.type(query);
    await page.waitForFunction((words) => document.querySelector(".find-box").dataset.shown === words, { timeout: 5000 }, query).catch(() => {
      faults.push(`${language}: ${query}: no answer`);
    });
    const hits = await page.$$eval(".find-box [role=option]", (all) => all.slice(0, 5).map((one) => [one.dataset.path, one.textContent.slice(0, 60)]));
    if (hits.length === 0) faults.push(`${query}: nothing found, expected ${right.join(" | ")}`);
    else if (!fits(hits[0][0], right)) faults.push(`${query}: ${hits[0][0]} comes before ${right.join(" | ")} (${hits.map(([path]) => path).join(", ")})`);
  }
  const slowest = await page.evaluate(() => window.slowest);
  if (slowest >= 50) faults.push(`a key press took ${slowest.toFixed(0)} ms`);
  faults.push(...page.faults);
  await page.close();
  return { faults, told: `${table.length} queries, the slowest key press ${slowest.toFixed(0)} ms` };
}

// From opening a page of a book to its first entry: not the browser's own start, but the index and all of the search.
export async function opening(browser, root, first, query) {
  const page = await watched(browser, root);
  await page.goto(root + first, { waitUntil: "load" });
  const started = Date.now();
  await page.keyboard.press("/");
  await page.waitForSelector(".find-box input", { visible: true, timeout: 20000 });
  await page.keyboard.type(query);
  await page.waitForSelector(".find-box [role=option]", { timeout: 20000 });
  const took = Date.now() - started;
  const faults = [...page.faults];
  await page.close();
  return { faults, took };
}

// What the keyboard does: `/` opens, arrows move, Enter follows, Escape closes and gives back what had the keyboard.
export async function keyboard(browser, root, first, query) {
  const faults = [];
  const page = await watched(browser, root);
  await page.goto(root + first, { waitUntil: "load" });
  const is = async (what, check) => { if (!(await page.evaluate(check))) faults.push(what); };
  await page.keyboard.press("Tab");
  await page.keyboard.press("/");
  await page.waitForSelector(".find-box input", { visible: true, timeout: 5000 }).catch(() => faults.push("`/` opens nothing"));
  if (faults.length > 0) return faults;
  await is("the field has no keyboard", () => document.activeElement.matches(".find-box input"));
  await page.keyboard.type(query);
  await page.waitForSelector(".find-box [role=option]", { timeout: 5000 }).catch(() => faults.push("no answer"));
  await page.keyboard.press("ArrowDown");
  await is("an arrow leads to no second entry", () => document.querySelectorAll(".find-box [role=option]")[1]?.getAttribute("aria-selected") === "true");
  await is("no words are marked", () => document.querySelector(".find-box mark") !== null);
  await page.keyboard.press("Escape");
  await is("Escape leaves the search open", () => !document.querySelector(".find-box")?.offsetParent);
  await is("Escape gives the keyboard back to nobody", () => document.activeElement.matches(".skip, a, button"));
  await page.keyboard.press("/");
  await page.keyboard.type(query);
  await page.waitForSelector(".find-box [role=option]", { timeout: 5000 }).catch(() => {});
  const to = await page.$eval(".find-box [role=option]", (one) => one.dataset.path).catch(() => "");
  await Promise.all([page.waitForNavigation({ timeout: 5000 }).catch(() => {}), page.keyboard.press("Enter")]);
  if (to === "" || !page.url().startsWith(root + to.split("#")[0])) faults.push(`Enter leads to ${page.url()}, not to ${to}`);
  faults.push(...page.faults);
  await page.close();
  return faults;
}
