// How fast pages stand, from a server on this machine: the median of five loads without a cache.
import { watched } from "./browser.mjs";
import { median } from "./tally.mjs";

export async function speed(browser, base, files) {
  const faults = [], worst = { lcp: 0, cls: 0, tbt: 0 };
  const page = await watched(browser, base);
  await page.setViewport({ width: 1280, height: 800 });
  await page.setCacheEnabled(false);
  await page.evaluateOnNewDocument(() => {
    window.seen = { lcp: 0, cls: 0, tbt: 0 };
    const watch = (type, see) => new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true });
    watch("largest-contentful-paint", (entry) => { window.seen.lcp = Math.max(window.seen.lcp, entry.startTime); });
    // A page without a larger part than its first has painted its largest with it.
    watch("paint", (entry) => { window.seen.lcp = Math.max(window.seen.lcp, entry.startTime); });
    watch("layout-shift", (entry) => { if (!entry.hadRecentInput) window.seen.cls += entry.value; });
    watch("longtask", (entry) => { window.seen.tbt += Math.max(0, entry.duration - 50); });
  });
  for (const file of files) {
    const runs = [];
    for (let at = 0; at < 5; at += 1) {
      await page.goto(base + file.path, { waitUntil: "load" });
      await new Promise((done) => setTimeout(done, 250));
      runs.push(await page.evaluate(() => window.seen));
    }
    const of = (name) => median(runs.map((run) => run[name]));
    const [lcp, cls, tbt] = [of("lcp"), of("cls"), of("tbt")];
    if (lcp >= 1000) faults.push(`${file.path}: LCP ${lcp.toFixed(0)} ms`);
    if (lcp === 0) faults.push(`${file.path}: paints nothing`);
    if (cls >= 0.02) faults.push(`${file.path}: CLS ${cls.toFixed(3)}`);
    if (tbt >= 50) faults.push(`${file.path}: TBT ${tbt.toFixed(0)} ms`);
    for (const [name, value] of Object.entries({ lcp, cls, tbt })) worst[name] = Math.max(worst[name], value);
  }
  faults.push(...page.faults);
  await page.close();
  return { faults, told: `worst LCP ${worst.lcp.toFixed(0)} ms, CLS ${worst.cls.toFixed(3)}, TBT ${worst.tbt.toFixed(0)} ms on ${files.length} pages` };
}

// Lighthouse gives these a hundred on a site that knows its address.
export async function lighthouse(judge, port, base, files) {
  const faults = [], categories = ["accessibility", "best-practices", "seo"];
  for (const file of files) {
    const { lhr } = await judge(base + file.path, { port, output: "json", logLevel: "silent", onlyCategories: categories });
    if (lhr.runtimeError) faults.push(`${file.path}: ${lhr.runtimeError.message}`);
    for (const name of categories) {
      const { score, auditRefs } = lhr.categories[name];
      if (score === 1) continue;
      const low = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
      faults.push(`${file.path}: ${name} ${Math.round(score * 100)}: ${low.map(({ id }) => id).join(", ")}`);
    }
  }
  return { faults, told: `${files.length} pages` };
}
