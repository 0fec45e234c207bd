import './styles/base.css'
import './ui/trusted.ts'

// By itself, so that the order of the style layers is known before any part brings its own styles.
await import('./open.ts')
