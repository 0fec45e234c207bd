import './styles/base.css'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router.ts'
import { theme } from './ui/theme.ts'

theme.apply()
// eslint-disable-next-line @typescript-eslint/no-unsafe-argument -- the linter cannot read a .vue file's type
createApp(App).use(router).mount('#app')
