/** What finding codes (domain.md §8) are called in a notice: the fault as a noun, without blame. */

export const PROBLEM_NAMES: Record<string, string> = {
  missing_element: "必填要素缺失",
  label_blank: "要素只有标签没有内容",
  placeholder: "以占位符号代替内容",
  vague_content: "内容笼统",
  date_missing: "缺少日期",
  date_invalid: "日期不存在或书写有误",
  date_future: "日期晚于报送时间",
  date_out_of_period: "日期不在应报期间",
  date_inconsistent: "前后日期不一致",
  year_mismatch: "前后年份不一致",
  weekday_mismatch: "日期与星期不符",
  late_filing: "逾期报送",
  deadline_before_issue: "期限早于发文日期",
  after_the_fact: "事后补办手续",
  count_mismatch: "人数前后不符",
  stat_sum_mismatch: "分项与合计不符",
  ranking_order: "排名与数据不符",
  absent_but_present: "请假人员列为出席",
  speaker_not_attending: "发言人不在出席人员之列",
  proxy_signature: "代签",
  late_arrival: "迟到人员未单独注明",
  near_duplicate: "与以往报送材料高度雷同",
  repeated_text: "同一文字多处重复",
  backfilled_notes: "学习笔记集中补记",
  no_discussion: "没有研讨内容",
  boilerplate_discussion: "研讨记录套话代替发言内容",
  relay_only: "以文件传达代替理论学习",
  reading_only: "以原文学习代替交流研讨",
  business_meeting: "以会代学",
  wrong_type: "材料类型与申报不符",
  praise_only: "只有评价没有问题",
  issue_unanswered: "整改事项没有逐条回应",
  template_site_furniture: "夹带网站模板痕迹",
  text_unreadable: "文字无法辨认",
  file_empty: "文件没有内容",
  file_truncated: "文件损坏不全",
  file_malformed: "文件损坏",
  file_encrypted: "文件加密",
  file_macro: "文件带有宏",
  file_unsupported: "文件格式不符合要求",
  file_wrong_type: "文件格式与内容不符",
  file_too_large: "文件过大",
  file_timeout: "文件无法读取",
  file_bomb: "文件无法读取",
};

export function problemName(code: string): string {
  if (PROBLEM_NAMES[code]) return PROBLEM_NAMES[code];
  return code.startsWith("contradicts_") || code.startsWith("x_")
    ? "同一场学习的材料互相矛盾"
    : "审核人指出的其他问题";
}
