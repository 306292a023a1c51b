using System.Text;

namespace Versori.Connectors.Testing;

/// <summary>Finds the credential of a request in the places that the test configured.</summary>
internal sealed class AcceptedCredentials(TokenIssuer tokens)
{
    private readonly Lock _lock = new();
    private readonly List<(Func<RecordedRequest, string?> Find, string Value)> _fixed = [];
    private readonly HashSet<string> _rejected = new(StringComparer.Ordinal);

    public void Accept(Func<RecordedRequest, string?> find, string value)
    {
        lock (_lock)
        {
            _fixed.Add((find, value));
        }
    }

    public void Reject(IEnumerable<string> values)
    {
        lock (_lock)
        {
            _rejected.UnionWith(values);
        }
    }

    /// <summary>The credential of a request, and whether it is valid.</summary>
    public (string? Credential, bool IsValid) Check(RecordedRequest request)
    {
        lock (_lock)
        {
            foreach (var (find, value) in _fixed)
            {
                if (find(request) == value)
                {
                    return (value, !_rejected.Contains(value));
                }
            }

            var token = Bearer(request);
            return (token ?? _fixed.Select(known => known.Find(request)).FirstOrDefault(found => found is not null),
                token is not null && tokens.IsValid(token) && !_rejected.Contains(token));
        }
    }

    public static string? Bearer(RecordedRequest request) => After(request.Authorization, "Bearer ");

    /// <summary>The user name and the password, joined by a colon.</summary>
    public static string? Basic(RecordedRequest request) => After(request.Authorization, "Basic ") is { } encoded
        ? Encoding.UTF8.GetString(Convert.FromBase64String(encoded))
        : null;

    public static string? Cookie(RecordedRequest request, string name) => request.Headers.GetValueOrDefault("Cookie")?
        .Split(';', StringSplitOptions.TrimEntries).Select(cookie => After(cookie, $"{name}="))
        .FirstOrDefault(value => value is not null);

    private static string? After(string? text, string prefix) =>
        text?.StartsWith(prefix, StringComparison.Ordinal) is true ? text[prefix.Length..] : null;
}
