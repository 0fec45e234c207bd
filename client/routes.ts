import type { RouteRecordRaw } from 'vue-router'
import { managing } from './features/app/nav.ts'

/** Every page but the till's own. */
export const routes = [
  { path: '/orders', component: () => import('./pages/OrdersPage.vue'), meta: { title: 'Orders' } },
  {
    path: '/orders/:id',
    props: true,
    component: () => import('./pages/OrderPage.vue'),
    meta: { title: 'Order' },
  },
  { path: '/stock', component: () => import('./pages/StockPage.vue'), meta: { title: 'Stock' } },
  {
    path: '/stock/low',
    component: () => import('./pages/LowStockPage.vue'),
    meta: { title: 'Running low', anyOf: ['report.see'] },
  },
  { path: '/till', component: () => import('./pages/TillPage.vue'), meta: { title: 'Till' } },
  {
    path: '/till/:id',
    props: true,
    component: () => import('./pages/TillSessionPage.vue'),
    meta: { title: 'Till' },
  },
  {
    path: '/today',
    component: () => import('./pages/TodayPage.vue'),
    meta: { title: 'Today on this tablet' },
  },
  {
    path: '/manage',
    component: () => import('./pages/ManagePage.vue'),
    meta: { title: 'Manage', anyOf: managing },
  },
  {
    path: '/manage/products',
    component: () => import('./pages/ProductsPage.vue'),
    meta: { title: 'Products', anyOf: ['product.save'] },
  },
  {
    path: '/manage/products/import',
    component: () => import('./pages/ImportPage.vue'),
    meta: { title: 'Import products', anyOf: ['product.save'] },
  },
  {
    path: '/manage/categories',
    component: () => import('./pages/SortingPage.vue'),
    meta: { title: 'Categories and tax', anyOf: ['business.save'] },
  },
  {
    path: '/manage/locations',
    component: () => import('./pages/LocationsPage.vue'),
    meta: { title: 'Locations', anyOf: ['location.save'] },
  },
  {
    path: '/manage/market-days',
    component: () => import('./pages/MarketDaysPage.vue'),
    meta: { title: 'Market days', anyOf: ['marketDay.save'] },
  },
  {
    path: '/manage/market-days/:id',
    props: true,
    component: () => import('./pages/MarketDayPage.vue'),
    meta: { title: 'Market day', anyOf: ['marketDay.save'] },
  },
  {
    path: '/manage/reports',
    component: () => import('./pages/ReportsPage.vue'),
    meta: { anyOf: ['report.see'] },
    children: [
      { path: '', component: () => import('./pages/ReportOverviewPage.vue'), meta: { title: 'Overview' } },
      { path: 'sales', component: () => import('./pages/ReportSalesPage.vue'), meta: { title: 'Sales' } },
      {
        path: 'margins',
        component: () => import('./pages/ReportMarginsPage.vue'),
        meta: { title: 'Margins' },
      },
      {
        path: 'stock',
        component: () => import('./pages/ReportStockPage.vue'),
        meta: { title: 'Stock report' },
      },
      { path: 'cash', component: () => import('./pages/ReportCashPage.vue'), meta: { title: 'Cash-ups' } },
      { path: 'bring', component: () => import('./pages/BringPage.vue'), meta: { title: 'What to bring' } },
      { path: 'unusual', component: () => import('./pages/UnusualPage.vue'), meta: { title: 'Unusual' } },
    ],
  },
  {
    path: '/manage/people',
    component: () => import('./pages/PeoplePage.vue'),
    meta: { title: 'People', anyOf: ['person.manage'] },
  },
  {
    path: '/manage/log',
    component: () => import('./pages/ActsPage.vue'),
    meta: { title: 'Who did what', anyOf: ['act.see'] },
  },
  {
    path: '/manage/tablets',
    component: () => import('./pages/TabletsPage.vue'),
    meta: { title: 'Tablets', anyOf: ['device.enrol'] },
  },
  {
    path: '/manage/attention',
    component: () => import('./pages/ExceptionsPage.vue'),
    meta: { title: 'Needs attention', anyOf: ['exception.resolve'] },
  },
  {
    path: '/manage/mail',
    component: () => import('./pages/MailPage.vue'),
    meta: { title: 'Mail', anyOf: ['mail.see'] },
  },
  {
    path: '/manage/mail/settings',
    component: () => import('./pages/MailSettingsPage.vue'),
    meta: { title: 'Mail settings', anyOf: ['mail.set'] },
  },
  {
    path: '/manage/settings',
    component: () => import('./pages/SettingsPage.vue'),
    meta: { title: 'Settings', anyOf: ['business.save'] },
  },
  {
    path: '/set-up',
    component: () => import('./pages/SetUpPage.vue'),
    meta: { title: 'Set up', isDoor: true },
  },
  {
    path: '/sign-in',
    component: () => import('./pages/SignInPage.vue'),
    meta: { title: 'Sign in', isDoor: true },
  },
  {
    path: '/ask',
    component: () => import('./pages/AskPage.vue'),
    meta: { title: 'Ask for access', isDoor: true, isOpen: true },
  },
  {
    path: '/forgotten',
    component: () => import('./pages/ForgottenPage.vue'),
    meta: { title: 'Forgotten password', isDoor: true, isOpen: true },
  },
  {
    path: '/reset',
    component: () => import('./pages/ResetPage.vue'),
    meta: { title: 'Choose a password', isDoor: true, isOpen: true },
  },
  { path: '/account', component: () => import('./pages/AccountPage.vue'), meta: { title: 'Your account' } },
  {
    path: '/enrol',
    component: () => import('./pages/EnrolPage.vue'),
    meta: { title: 'Enrol this tablet', isDoor: true },
  },
  {
    path: '/join',
    component: () => import('./pages/JoinPage.vue'),
    meta: { title: 'Join with a code', isDoor: true },
  },
  {
    path: '/lost',
    component: () => import('./pages/LostPage.vue'),
    meta: { title: 'Storage lost', isDoor: true },
  },
  {
    path: '/shut-out',
    component: () => import('./pages/ShutOutPage.vue'),
    meta: { title: 'Shut out', isDoor: true },
  },
  {
    path: '/pin',
    component: () => import('./pages/PinPage.vue'),
    meta: { title: 'Choose a PIN', isDoor: true },
  },
  {
    path: '/gallery',
    component: () => import('./pages/GalleryPage.vue'),
    meta: { title: 'The parts', isDoor: true, isOpen: true },
  },
  {
    path: '/:rest(.*)*',
    component: () => import('./pages/NotFoundPage.vue'),
    meta: { title: 'Nothing here' },
  },
] satisfies RouteRecordRaw[]
