/**
 * Everything personal that tests say to the bot or have it know: names, numbers, addresses, and words for a desk.
 * None of it may stand in a log, on the metrics page or in what a program prints besides what it was asked for.
 * A test that needs another phone number, identity number or e-mail address adds it here: a rule finds it.
 */
export const PERSONAL_VALUES: readonly string[] = [
  // Names.
  "林小满",
  "吴越",
  "Blue Kite",
  "张三",
  "李雷",
  "Wang Fang",
  // Numbers.
  "13800000000",
  "13800138000",
  "13812345678",
  "13900000000",
  "13800001234",
  "13900000001",
  "13900000042",
  "13900000099",
  "13900000043",
  "13900000044",
  "13977788899",
  "14155550100",
  "13800001111",
  "13712347019",
  "13712346108",
  "13712345071",
  "310110199001011234",
  "310110199003074518",
  "31011019900307451X",
  "31011019900701923X",
  "31011019900610823X",
  "31011019900507123X",
  // Addresses.
  "wang.fang@example.com",
  "user@example.com",
  "xiaoV@example.com",
  "a@b.com",
  "a@b.example",
  ".private@example.com",
  "secret@example.com",
  "word@example.com",
  "lin.xiao+v@example.com",
  "pw@example.com",
  "pw@db.example",
  "pw@redis.example",
  "pw@proxy.example",
  "pw@bot.example",
  // Words for a desk, and what a desk answered.
  "发票怎么开给品牌方",
  "我要走了",
  "发票要开给远山传媒",
  "合同违约金三万八",
  "签证差一份结婚证",
  "租金秘密",
  "秘密的话",
  // What handed-in files are called.
  "保密证明",
  "护照.pdf",
];
