using System.Text;
using System.Text.RegularExpressions;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Converts the path of a request: <c>:id</c> and <c>{{id}}</c> become parameters. A variable that names a version or
/// the beginning of a path is its value.
/// </summary>
internal static partial class PostmanPath
{
    /// <summary>Converts a path and adds its parameters.</summary>
    public static string Read(string path, PostmanUrl url, PostmanVariables variables, ParameterShapes parameters)
    {
        var result = new StringBuilder();
        foreach (var segment in path.Trim().TrimStart('/').Split('/'))
            result.Append('/').Append(Segment(segment, url, variables, parameters));
        return result.ToString();
    }

    /// <summary>Returns a text that is equal for paths that differ in the names of their parameters only.</summary>
    public static string Key(string path) => Parameter().Replace(path, "{}");

    private static string Segment(
        string segment, PostmanUrl url, PostmanVariables variables, ParameterShapes parameters)
    {
        if (segment.Length > 1 && segment[0] == ':')
        {
            var variable = url.Variables.FirstOrDefault(
                candidate => (candidate.Text("key") ?? candidate.Text("id")) == segment[1..]);
            var name = variable is not null ? segment[1..] : Name().Match(segment[1..]).Value;
            if (name.Length > 0)
            {
                var value = variable?.Find("value") is { IsObject: false } found ? found.AsText() : null;
                var description = variable is null ? null : PostmanField.DescriptionOf(variable);
                return Add(name, value, description, variables, parameters) + segment[(name.Length + 1)..];
            }
        }

        if (OpaqueText.IsToken(segment)) return Add("key", null, null, variables, parameters);
        return PostmanVariables.Replace(segment, name =>
        {
            var value = variables.Find(name);
            var isConstant = value is { Length: > 0 } && Constant().IsMatch(name);
            return isConstant
                ? variables.Resolve(value!).Trim('/')
                : Add(name, value, null, variables, parameters);
        });
    }

    private static string Add(
        string name, string? value, string? description, PostmanVariables variables, ParameterShapes parameters)
    {
        var clean = NotInName().Replace(name.Trim().TrimStart('$'), "_");
        if (clean.Length == 0) clean = "id";
        var resolved = value is null ? null : variables.Resolve(value);
        var isKnown = resolved is { Length: > 0 } && ExampleCleaner.MayKeep(name, resolved);
        parameters.Add("path", clean, isKnown ? resolved : null, description, keepsExample: true);
        return $"{{{clean}}}";
    }

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,100}", RegexOptions.None, 10_000)]
    private static partial Regex Name();

    [GeneratedRegex(@"[^A-Za-z0-9_.-]", RegexOptions.None, 10_000)]
    private static partial Regex NotInName();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 10_000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"version|^v$|base|prefix|^api|path$|url|host|endpoint|root", RegexOptions.IgnoreCase, 10_000)]
    private static partial Regex Constant();
}
