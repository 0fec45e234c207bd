import './styles/base.css'
import { createApp } from 'vue'
import App from './App.vue'
import { router } from './router.ts'
import { theme } from './ui/theme.ts'

theme.apply()
createApp(App).use(router).mount('#app')
