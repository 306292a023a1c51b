using System.Globalization;
using System.Text;

namespace Versori.Connectors.Generation.Tests;

/// <summary>Documents that are expensive to process, by kind and size.</summary>
public static class HostileInput
{
    private const string Info = "\"openapi\":\"3.0.3\",\"servers\":[{\"url\":\"https://t.example\"}]";

    public static string[] Kinds =>
    [
        "operations of one slug", "references of one slug", "variables of a path", "declared variables of a path",
        "variables of a server", "long path", "brackets in the title", "references to one large path",
        "references to one large parameter", "scopes", "schemes of a requirement", "alternatives", "wrong types",
        "duplicate ids", "members of the target", "items of the target", "nested targets", "server inputs",
        "long keys", "yaml aliases", "yaml merges", "yaml keys", "yaml blank lines", "yaml scalars", "braces",
        "tags and words",
    ];

    public static string Create(string kind, int size) => kind switch
    {
        "operations of one slug" => Document(
            Each(size, i => $"\"/a{Dashes(i)}b\":{{\"get\":{{}}}}")),
        "references of one slug" => Document(
            "\"/a\":{\"get\":{\"responses\":{\"200\":{\"content\":{\"application/json\":"
            + "{\"schema\":{\"anyOf\":["
            + Each(size, i => $"{{\"$ref\":\"#/x-parts/{Dashes(i)}a\"}}")
            + "]}}}}}}}",
            $",\"x-parts\":{{{Each(size, i => $"\"{Dashes(i)}a\":{{}}")}}}"),
        "variables of a path" => Document($"\"/{Join(size, i => $"{{v{i}}}")}\":{{\"get\":{{}}}}"),
        "declared variables of a path" => Document(
            $"\"/{Join(size, i => $"{{v{i}}}")}\":{{\"get\":{{\"parameters\":["
            + Each(size, i => $"{{\"name\":\"v{i}\",\"in\":\"path\",\"schema\":{{}}}}") + "]}}"),
        "variables of a server" => "{\"openapi\":\"3.0.3\",\"servers\":[{\"url\":\"https://t.example/"
            + Join(size, i => $"{{v{i}}}") + "\",\"variables\":{" + Each(size, i => $"\"v{i}\":{{\"default\":\"x\"}}")
            + "}}],\"paths\":{\"/a\":{\"get\":{}}}}",
        "long path" => Document(
            $"\"/{new string('a', size)}\":{{\"get\":{{\"parameters\":[{Each(size, _ => "7")}]}}}}"),
        "brackets in the title" => Document(
            "\"/a\":{\"get\":{}}", $",\"info\":{{\"title\":\"{new string('(', size)}\"}}"),
        "references to one large path" => Document(
            "\"/a\":{\"get\":{},\"parameters\":[" + Each(size, i => $"{{\"name\":\"q{i}\",\"in\":\"query\"}}") + "]},"
            + Each(size, i => $"\"/b{i}\":{{\"$ref\":\"#/paths/~1a\"}}")),
        "references to one large parameter" => Document(
            "\"/a\":{\"get\":{\"parameters\":["
            + Each(size, i => "{\"$ref\":\"#/components/parameters/p\"}") + "]}}",
            ",\"components\":{\"parameters\":{\"p\":{\"name\":\"p\",\"in\":\"query\",\"schema\":{\"enum\":["
            + Each(size, i => $"{i}") + "]}}}}"),
        "scopes" => Document(
            "\"/a\":{\"get\":{}}",
            ",\"components\":{\"securitySchemes\":{\"o\":{\"type\":\"oauth2\",\"flows\":{\"clientCredentials\":"
            + "{\"tokenUrl\":\"https://t.example/token\",\"scopes\":{" + Each(size, i => $"\"s{i}\":\"\"") + "}}}}}}"),
        "schemes of a requirement" => Document(
            "\"/a\":{\"get\":{\"security\":[{" + Each(size, i => $"\"s{i}\":[]") + "}]}}", Schemes(size)),
        "alternatives" => Document(
            "\"/a\":{\"get\":{\"security\":[" + Each(size, i => $"{{\"s{i}\":[]}}") + "]}}", Schemes(size)),
        "wrong types" => Document(Each(size, i => $"\"/a{i}\":7")),
        "duplicate ids" => Document(Each(size, i => $"\"/a{i}\":{{\"get\":{{\"operationId\":\"a\"}}}}")),
        "members of the target" => Document(
            "\"/a\":{\"get\":{\"parameters\":[" + Each(size, i => $"{{\"$ref\":\"#/x/p{i}\"}}") + "]}}",
            ",\"x\":{" + Each(size, i => $"\"p{i}\":{{\"name\":\"p{i}\",\"in\":\"query\"}}") + "}"),
        "items of the target" => Document(
            "\"/a\":{\"get\":{\"parameters\":[" + Each(size, i => $"{{\"$ref\":\"#/x/{i}\"}}") + "]}}",
            ",\"x\":[" + Each(size, i => $"{{\"name\":\"p{i}\",\"in\":\"query\"}}") + "]"),
        "nested targets" => Nested(size),
        "server inputs" => Document(Each(
            size,
            i => $"\"/a{i}\":{{\"get\":{{\"servers\":[{{\"url\":\"https://{{h}}.t.example\","
                + $"\"variables\":{{\"h\":{{\"default\":\"d{i}\"}}}}}}]}}}}")),
        "long keys" => Document(
            $"\"/a\":{{\"get\":{{\"responses\":{{\"{new string('k', size)}\":{{\"content\":{{"
            + Each(size, i => $"\"m{i}\":7") + "}}}}}"),
        "yaml aliases" => "a0: &a0 [x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, Math.Min(size, 40))
            .Select(i => $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 8))}]\n")),
        "yaml merges" => "a0: &a0 { x: 1 }\n" + string.Concat(Enumerable.Range(1, size)
            .Select(i => $"a{i}: &a{i} {{ <<: *a{i - 1}, k{i}: 1 }}\n")),
        "yaml keys" =>
            $"k: &k {new string('k', size)}\nx:\n" + string.Concat(Enumerable.Repeat("- { *k : 1 }\n", size)),
        "yaml blank lines" => $"a: |\n  x\n{string.Concat(Enumerable.Repeat(new string(' ', 40) + "\n", size))}",
        "yaml scalars" => "a:\n" + string.Concat(Enumerable.Repeat($"- {new string('1', 100)}e\n", size)),
        "braces" => Document($"\"/{new string('{', size)}{new string('}', size)}\":{{\"get\":{{}}}}"),
        "tags and words" => Document(
            "\"/a\":{\"get\":{\"summary\":\"" + Join(size, i => $"word{i}") + "\",\"tags\":["
            + Each(size, i => $"\"tag{i}\"") + "]}}"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static string Document(string paths, string further = "") => $"{{{Info},\"paths\":{{{paths}}}{further}}}";

    private static string Schemes(int size) => ",\"components\":{\"securitySchemes\":{"
        + Each(size, i => $"\"s{i}\":{{\"type\":\"http\",\"scheme\":\"basic\"}}") + "}}";

    private static string Nested(int size)
    {
        var depth = Math.Min(size, 60);
        var open = string.Concat(Enumerable.Repeat("{\"properties\":{\"a\":", depth));
        var filling = $"{{\"enum\":[{Each(size, i => $"{i}")}]}}";
        var references = Each(
            depth, i => $"{{\"$ref\":\"#/x{string.Concat(Enumerable.Repeat("/properties/a", i))}\"}}");
        return Document(
            "\"/a\":{\"get\":{\"responses\":{\"200\":{\"content\":{\"application/json\":{\"schema\":{\"anyOf\":["
            + references + "]}}}}}}}",
            $",\"x\":{open}{filling}{string.Concat(Enumerable.Repeat("}}", depth))}");
    }

    // Different texts with the same slug.
    private static string Dashes(int i) => Convert.ToString(i, 2).Replace('0', '-').Replace('1', '.');

    private static string Each(int size, Func<int, string> item) =>
        string.Join(',', Enumerable.Range(0, size).Select(item));

    private static string Join(int size, Func<int, string> item)
    {
        var text = new StringBuilder();
        for (var i = 0; i < size; i++) text.Append(CultureInfo.InvariantCulture, $"{item(i)}/");
        return text.ToString();
    }
}
