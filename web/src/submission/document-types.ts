/** Document types by their ids, named as in the rulebook. Lists carry only ids; an examined document brings its name. */
export const NAMES: Readonly<Record<string, string>> = {
  annual_plan: "年度学习计划",
  study_scheme: "学习方案（通知）",
  minutes_record: "会议记录",
  minutes_summary: "会议纪要（学习情况报告）",
  attendance_sheet: "考勤签到表",
  discussion_paper: "研讨发言材料",
  study_notes: "个人学习笔记",
  reflection: "心得体会",
  research_report: "调研报告",
  news_report: "新闻报道",
  audit_report: "巡听旁听报告",
  audit_notice: "旁听检查通知",
  rectification_notice: "整改通知",
  rectification_report: "整改报告",
  study_bulletin: "学习通报",
  annual_summary: "年度学习总结（自查报告）",
  leave_request: "请假条",
  makeup_record: "补课记录",
  regulation: "学习制度（非报送材料）",
  other_meeting: "其他会议（非中心组学习）",
  other: "其他材料",
};

/** The Chinese name of a type; an id of an office's own types stays as it is, no type is said to be unknown. */
export function typeNameOf(id: string | undefined): string {
  return id ? (NAMES[id] ?? id) : "类型待识别";
}

/** Types that a unit files, to choose from when a link is made. */
export const FILED_TYPES = Object.entries(NAMES)
  .filter(
    ([id]) =>
      ![
        "regulation",
        "other_meeting",
        "other",
        "audit_notice",
        "rectification_notice",
        "study_bulletin",
      ].includes(id),
  )
  .map(([value, label]) => ({ value, label }));
