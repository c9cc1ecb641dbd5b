/** What the measured minutes speak of: invented offices and people, and sentences with gaps that are filled anew each time. */

export const UNITS: readonly string[] = [
  "档案馆", "水文站", "林场", "粮站", "气象台", "供销社", "文化馆", "渔港", "苗圃", "茶场",
  "公路段", "牧场", "砖厂", "剧团", "船闸", "矿务所", "蚕种站", "盐场", "果园", "测绘队",
];

export const PEOPLE: readonly string[] = ["江望舒", "纪长风", "叶知秋", "顾南星", "沈砚农", "陆采薇", "韩松涛", "宋临川"];

export const BOOKS: readonly string[] = [
  "《信访工作条例》第三章",
  "《中华人民共和国安全生产法》第二章",
  "《习近平关于基层治理论述摘编》有关篇章",
  "《中华人民共和国档案法》总则",
  "《党委（党组）理论学习中心组学习规则》",
  "《中华人民共和国防洪法》第五章",
  "《习近平关于“三农”工作论述摘编》有关篇章",
  "《中国共产党纪律处分条例》分则",
];

export const TOPICS: readonly string[] = [
  "把老旧设备换下来", "让群众少跑一趟", "汛期前清一遍隐患", "把账目摆到桌面上", "年轻人留得住", "老手艺传得下去",
  "下乡的路修通", "把库存盘清楚", "窗口服务再快一点", "把值班制度落到人头",
];

/** Filled into `{place}` and so on, each time another. */
export const FILLINGS: Readonly<Record<string, readonly string[]>> = {
  place: ["上枫村", "杏湾", "石门坎", "柳林渡", "青石桥", "白鹭洲", "枣树岭", "沙窝铺", "北河口", "南山坳", "荷花塘", "双井巷"],
  thing: ["排水沟", "配电箱", "登记簿", "旧仓库", "灌溉渠", "宣传栏", "水泵房", "围墙", "磅秤", "防火道", "值班室", "货运码头"],
  fault: ["两年没有检修", "名字和实物对不上", "被杂物占了一半", "图纸已经找不到", "钥匙只有一把", "漏水到了墙根", "标牌褪了颜色", "没有人签收"],
  cause: ["交接时没有列清单", "经费拨在了别处", "三个科室都以为归对方管", "检查只看台账不看现场", "老职工退休没有带徒弟", "雨季来得比往年早", "外包合同没有写明"],
  deed: ["先清出来再登记", "请县里派人测一遍", "换成不锈钢的", "拍照贴到公示栏", "逐户上门核对", "拆掉重砌", "编号挂牌", "写进下月的考核"],
  helper: ["办公室", "财务科", "工会", "青年突击队", "后勤组", "安全员", "驻村干部", "退休老站长"],
  worry: ["怕拖到年底", "担心钱不够用", "怕一阵风过去", "担心邻村有意见", "怕新人看不懂", "担心下雨误工"],
};

export const SENTENCES: readonly string[] = [
  "{place}的{thing}{fault}，原因是{cause}，我在这里认账，{day}前{deed}。",
  "上个月我去{place}走访了{count}户，{count}户说到{thing}，其中{count}户的问题三年前就提过。",
  "{thing}的事，{helper}查了{count}次，每次都写着正常，可{place}的群众说{fault}。",
  "我建议由{helper}牵头，{day}前把{place}的{thing}{deed}，结果报给学习秘书。",
  "去年投进{place}的{count}万元，买了{thing}{count}套，现在能用的只有{count}套，{cause}。",
  "有人{worry}，我的看法是分两步走：{place}先做，{day}看效果，再到{place}推开。",
  "对照刚才学的内容，我分管的{thing}还有{count}处不足，{fault}的占一半。",
  "这件事{helper}和我各管一段，中间{count}米没有人管，问题就出在{cause}。",
  "{place}的办法值得学，他们把{thing}{deed}，{count}天就办完，花了不到{count}千元。",
  "我{worry}，所以每周{count}去一趟{place}，把{thing}的进度记在本子上。",
];
