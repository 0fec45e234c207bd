/** What something means, said in colour and always in words, too. */
export type Tone = 'calm' | 'good' | 'attention' | 'danger'
