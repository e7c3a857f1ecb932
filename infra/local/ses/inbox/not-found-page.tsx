import { Layout } from './layout.tsx'

export const NotFoundPage = () => (
  <Layout title="No such mail">
    <h1>No such mail</h1>
    <p>
      Nothing was accepted under this id, or it could not be filled. <a href="/">Back to the inbox</a>
    </p>
  </Layout>
)
