namespace Versori.Connectors.Generation.Tests.Documentation;

/// <summary>Documentation of one system, in the forms that documentation has.</summary>
internal static class KittenPages
{
    public static readonly Uri Url = new("https://docs.kittens.example/reference");

    /// <summary>Headings with the request, parameter tables, curl commands, JSON responses.</summary>
    public const string Markdown = """
        # Kittens API

        All requests go to `https://api.kittens.example/v1`.

        ## Authentication

        Send your key in the `X-Kitten-Key` header.

        ```shell
        curl "https://api.kittens.example/v1/kittens" \
          -H "X-Kitten-Key: 3f9a8b7c6d5e4f3a2b1c"
        ```

        ## List kittens

        `GET /kittens`

        Returns the kittens that you may see, newest first.

        ### Query parameters

        | Parameter | Type | Required | Description |
        |---|---|---|---|
        | limit | integer | no | How many kittens are returned. |
        | breed | string | yes | The breed. |

        ```json
        [{"id": 1, "name": "Max", "breed": "calico"}]
        ```

        ## Get a kitten

        `GET /kittens/:kitten_id`

        ```shell
        curl https://api.kittens.example/v1/kittens/42 -H "X-Kitten-Key: 3f9a8b7c6d5e4f3a2b1c"
        ```

        ## Create a kitten

        `POST /kittens`

        ### Body parameters

        - `name` (string, required): the name
        - `age` (integer, optional): the age in months

        ```shell
        curl -X POST https://api.kittens.example/v1/kittens \
          -H "X-Kitten-Key: 3f9a8b7c6d5e4f3a2b1c" \
          -H "Content-Type: application/json" \
          -d '{"name": "Isis", "age": 3, "breed": "siamese"}'
        ```

        ## Delete a kitten

        `DELETE /kittens/:kitten_id`
        """;

    /// <summary>The same as a page of HTML, with other words and with scripts.</summary>
    public const string Html = """
        <!doctype html><html><head><title>x</title><script>GET /evil</script></head><body>
        <nav><a href="/x">GET /navigation</a></nav>
        <h1>Reference</h1>
        <p>Base URL: <a href="https://api.kittens.example/v1">https://api.kittens.example/v1</a></p>
        <p>Authenticate with HTTP basic authentication.</p>
        <table><thead><tr><th>Method</th><th>Endpoint</th><th>Description</th></tr></thead>
        <tbody>
        <tr><td><span>GET</span></td><td><code>/kittens</code></td><td>Lists the kittens</td></tr>
        <tr><td><span>PATCH</span></td><td><code>/kittens/{id}</code></td><td>Changes a kitten</td></tr>
        </tbody></table>
        <section><h2><span>GET</span><span>/kittens/{id}/toys</span></h2>
        <p>Lists the toys of one kitten, with their owners.</p>
        <h3>Query parameters</h3>
        <table><tr><th>Name</th><th>Type</th><th>Description</th></tr>
        <tr><td>colour <em>required</em></td><td>string</td><td>The colour</td></tr></table>
        <h3>Response</h3>
        <table><tr><th>Field</th><th>Type</th><th>Description</th></tr>
        <tr><td>toy_id</td><td>string</td><td>The id</td></tr></table>
        <pre><code>{"toys": [{"toy_id": "t-1", "price": 2.5}]}</code></pre></section>
        </body></html>
        """;

    /// <summary>Only messages, as texts for developers have them.</summary>
    public const string Text = """
        Call us like this:

            POST /v2/orders HTTP/1.1
            Host: api.shop.example
            Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.e30.abc
            Content-Type: application/json

            {"customer": "c1", "lines": [{"sku": "s", "count": 2}]}

        and you get

            HTTP/1.1 201 Created
            Content-Type: application/json

            {"id": "o-1"}

        Read it again with a command:

            curl https://api.shop.example/v2/orders/9f1c2d3e-1111-4222-8333-944455556666?expand=lines \
              -H "Authorization: Bearer $TOKEN"
        """;
}
