import { describe, expect, it } from "vitest";
import { check, figuresOf } from "./check.ts";
import { isTraced, rate, tally } from "./figure.ts";
import { CUTOFF, closed, county, PERIOD, RULES, reason, returned, session, unitQuarter } from "./fixture.ts";
import { gather, gatherUnit } from "./gather.ts";
import { total } from "./total.ts";

const of = { period: PERIOD, cutoff: CUTOFF };
const relay = {
  status: "not_counted",
  reason: "relay_only",
  evidence: "传达了通知",
  submissionId: "sub_r",
} as const;

describe("figures of a quarter", () => {
  it("counts sessions by kind and keeps what does not count apart", () => {
    const held = [
      session("unit_1", "2026-07-10", "discussion"),
      session("unit_1", "2026-08-10", "lecture"),
      session("unit_1", "2026-08-20", "video"),
      session("unit_1", "2026-09-10", "discussion", relay),
      session("unit_1", "2026-09-20", "discussion", { status: "open" }),
    ];
    const { totals, notCounted, notCountedBy } = gather({
      ...of,
      rules: RULES,
      units: [unitQuarter(1, "云溪镇党委", held, [])],
    });
    expect([totals.sessions, totals.discussion, totals.lecture, totals.other].map((f) => f.value)).toEqual([
      3, 1, 1, 1,
    ]);
    expect(totals.undecided.sources).toEqual(["ses_1_20260920"]);
    expect(totals.sessions.sources).toEqual(["ses_1_20260710", "ses_1_20260810", "ses_1_20260820"]);
    expect(notCounted).toMatchObject([
      { unitName: "云溪镇党委", date: "2026-09-10", evidence: "传达了通知", submissionId: "sub_r" },
    ]);
    expect(notCountedBy[0]?.sessions.sources).toEqual(["ses_1_20260910", "sub_r"]);
  });

  it("counts sessions whose papers contradict each other, with the papers", () => {
    const held = session("unit_1", "2026-08-10", "discussion");
    const papers = ["sub_a", "sub_b"].map((id) => closed(id, "unit_1", "minutes_record", held.id));
    const unit = unitQuarter(1, "云溪镇党委", [held], papers);
    const contradicted = [{ sessionId: held.id, submissionIds: ["sub_a", "sub_b"] }];
    const { totals } = gather({ ...of, rules: RULES, units: [{ ...unit, contradicted }] });
    expect(totals.contradicted).toMatchObject({ value: 1, sources: [held.id, "sub_a", "sub_b"] });
    // Received on the 20th.
    expect(gatherUnit({ ...unit, contradicted }, "2026-08-19", RULES).contradicted).toEqual([]);
  });

  it("leaves out what happened after the cut-off day", () => {
    const held = [
      session("unit_1", "2026-08-20", "discussion"),
      session("unit_1", "2026-08-21", "discussion"),
    ];
    const papers = [closed("sub_a", "unit_1", "minutes_record", held[0]?.id)];
    const unit = unitQuarter(1, "云溪镇党委", held, papers);
    // Received on the 20th, closed on the 25th.
    const before = gatherUnit(unit, "2026-08-19", RULES);
    expect([before.counted, before.submissions.open]).toEqual([{}, []]);
    const between = gatherUnit(unit, "2026-08-20", RULES);
    expect([between.counted.discussion, between.submissions.open]).toEqual([["ses_1_20260820"], ["sub_a"]]);
    expect(gatherUnit(unit, "2026-08-25", RULES).submissions).toMatchObject({ open: [], closed: ["sub_a"] });
  });

  it("names arrears: what is not there, and what went back and stayed away", () => {
    const held = session("unit_1", "2026-08-10", "discussion");
    const papers = [
      closed("sub_plan", "unit_1", "annual_plan"),
      closed("sub_rec", "unit_1", "minutes_record", held.id),
      closed("sub_sch", "unit_1", "study_scheme", held.id),
      returned("sub_news", "unit_1", "news_report", [reason("label_blank", "place")], held.id),
    ];
    const { arrears, totals } = gather({
      ...of,
      rules: RULES,
      units: [unitQuarter(1, "云溪镇党委", [held], papers)],
    });
    expect(arrears.map((a) => [a.name, a.standing, a.due])).toEqual([
      ["考勤签到表", "overdue", "2026-08-17"],
      ["学习报道", "returned", "2026-08-17"],
    ]);
    expect([totals.due.value, totals.filed.value, totals.overdue.value, totals.uncorrected.value]).toEqual([
      5, 4, 1, 1,
    ]);
  });

  it("finds problems that units share, from history and from what is out now", () => {
    const blank = [reason("label_blank", "place")];
    const units = [
      unitQuarter(
        1,
        "甲",
        [],
        [closed("sub_1", "unit_1", "annual_plan")],
        [{ submissionId: "sub_1", unitId: "unit_1", reasons: blank }],
      ),
      unitQuarter(
        2,
        "乙",
        [],
        [returned("sub_2", "unit_2", "annual_plan", [...blank, reason("placeholder")])],
      ),
    ];
    const { problems, totals } = gather({ ...of, rules: RULES, units });
    expect(problems.map((p) => [p.code, p.units.value, p.documents.sources])).toEqual([
      ["label_blank", 2, ["sub_1", "sub_2"]],
    ]);
    expect(problems[0]?.elements[0]).toMatchObject({ element: "place", documents: { value: 2 } });
    expect(totals.corrected.sources).toEqual(["sub_1"]);
    expect(gather({ ...of, rules: RULES, units, sharedBy: 1 }).problems).toHaveLength(2);
  });

  it("never counts what the machine was not sure of as a problem, though a reviewer sent it back", () => {
    const unsure = [reason("unsure_element", "host")];
    const units = [1, 2].map((n) =>
      unitQuarter(n, `${n}`, [], [returned(`sub_${n}`, `unit_${n}`, "annual_plan", unsure)]),
    );
    const { problems, totals } = gather({ ...of, rules: RULES, units, sharedBy: 1 });
    expect(problems).toEqual([]);
    expect(totals.returned).toMatchObject({ value: 2 });
  });

  it("counts a joint session once for each unit and once in the total", () => {
    const joint = session("unit_1", "2026-08-10", "field");
    const figures = gather({
      ...of,
      rules: RULES,
      units: [unitQuarter(1, "甲", [joint], []), unitQuarter(2, "乙", [joint], [])],
    });
    expect(figures.rows.map((row) => row.cells.sessions.value)).toEqual([1, 1]);
    expect(figures.totals.sessions.value).toBe(1);
    expect(check(figures)).toEqual([]);
  });

  it("praises only what the figures show", () => {
    const kinds = gather({ ...of, rules: RULES, units: county(30) }).practices;
    expect(kinds.map((p) => p.kind)).toEqual(["seven_lights", "first_time"]);
    expect(kinds[0]?.unitNames).toHaveLength(8);
    expect(gather({ ...of, rules: RULES, units: [unitQuarter(1, "甲", [], [])] }).practices).toEqual([]);
  });

  it("asks for the year's plan too, and for no light that the office does not have", () => {
    const full = session("unit_1", "2026-08-10", "discussion", { status: "counted" }, [
      "scheme",
      "record",
      "attendance",
      "discussion",
      "notes",
    ]);
    const unit = unitQuarter(1, "甲", [full], []);
    const six = { ...RULES, sessions: { ...RULES.sessions, lights: RULES.sessions.lights.slice(0, 6) } };
    expect(gatherUnit(unit, CUTOFF, six).complete).toEqual([full.id]);
    expect(gatherUnit({ ...unit, ofYear: {} }, CUTOFF, six).complete).toEqual([]);
    expect(gatherUnit(unit, CUTOFF, RULES).complete).toEqual([]);
  });

  it("counts an office's own kind of session among the others", () => {
    const own = session("unit_1", "2026-08-10", "visit");
    const figures = gather({ ...of, rules: RULES, units: [unitQuarter(1, "甲", [own], [])] });
    expect([figures.totals.sessions, figures.totals.other, figures.totals.more].map((f) => f.value)).toEqual([
      1, 1, 1,
    ]);
    expect(check(figures)).toEqual([]);
  });
});

describe("map and reduce", () => {
  it("gives the same through JSON and in any order", () => {
    const units = county(40);
    const mapped = units.map((unit) => JSON.parse(JSON.stringify(gatherUnit(unit, CUTOFF, RULES)))).reverse();
    expect(total(mapped, of)).toEqual(gather({ ...of, rules: RULES, units }));
  });
});

describe("proof of the sums", () => {
  const figures = gather({ ...of, rules: RULES, units: county(40) });

  it("holds for a whole county, every figure with its sources", () => {
    expect(check(figures)).toEqual([]);
    for (const figure of figuresOf(figures)) {
      expect(isTraced(figure), figure.id).toBe(true);
      expect([...new Set(figure.sources)].sort()).toEqual(figure.sources);
    }
    expect(figures.totals.sessions.value).toBeGreaterThan(50);
  });

  it("reports a row that was lost, a kind that was lost, a wrong rate, a figure from nowhere", () => {
    const codes = (changed: typeof figures) => new Set(check(changed).map((fault) => fault.code));
    expect(codes({ ...figures, rows: figures.rows.slice(1) })).toContain("row_sum");
    const totals = { ...figures.totals, lecture: tally("total.lecture", "辅导报告", "次", []) };
    expect(codes({ ...figures, totals })).toEqual(new Set(["row_sum", "kind_sum"]));
    const wrong = figures.rates.map((r) => ({ ...r, value: 76 }));
    expect(codes({ ...figures, rates: wrong })).toEqual(new Set(["rate_mismatch"]));
    const nowhere = figures.practices.map((p) => ({ ...p, units: { ...p.units, sources: [] } }));
    expect(codes({ ...figures, practices: nowhere })).toEqual(new Set(["untraced"]));
  });

  it("has no rate of nothing", () => {
    const none = tally("a", "应报", "项", []);
    expect(rate("r", "报送率", none, none)).toBeUndefined();
  });
});
