/** What a new password must be, as forms ask for it; the server knows more of what is easily guessed. */
export const PASSWORD_HINT = "不少于10个字符，可用一句话；不要含姓名、账号和单位名称";

export const passwordRules = [
  { required: true, message: "请输入新密码" },
  { min: 10, message: "新密码不少于10个字符" },
];
