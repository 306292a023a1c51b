using System.Text;
using Versori.Connectors.Authentication.Requests;

namespace Versori.Connectors.Authentication.AwsSignatureV4;

/// <summary>The signed headers of a request in canonical form.</summary>
/// <param name="Names">Their names, lower case, sorted, separated by semicolons.</param>
/// <param name="Lines">One line for each header, with a line break at the end.</param>
internal readonly record struct AwsCanonicalHeaders(string Names, string Lines)
{
    private static readonly string[] AlwaysSigned = ["content-type", "content-md5"];

    public static AwsCanonicalHeaders Of(HttpRequestMessage request, IReadOnlyList<string> additional)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal) { "host" };
        foreach (var (name, _) in request.Headers.NonValidated)
        {
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)) names.Add(name.ToLowerInvariant());
        }

        foreach (var name in AlwaysSigned.Concat(additional))
        {
            if (RequestHeaders.Find(request, name) is not null) names.Add(name.ToLowerInvariant());
        }

        var lines = new StringBuilder();
        foreach (var name in names)
        {
            lines.Append(name).Append(':').Append(Trimmed(RequestHeaders.Find(request, name)!)).Append('\n');
        }

        return new(string.Join(';', names), lines.ToString());
    }

    // Removes spaces at the ends, and replaces several spaces by one.
    private static string Trimmed(string value) => value.Contains("  ", StringComparison.Ordinal)
        ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : value.Trim();
}
