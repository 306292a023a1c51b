namespace Versori.Connectors.SignIn;

/// <summary>Reads the parameters of a callback (RFC 6749 §4.1.2).</summary>
internal static class CallbackParameters
{
    private static readonly HashSet<string> ProtocolParameters = new(StringComparer.Ordinal)
    {
        "state", "code", "iss", "error", "oauth_token", "oauth_verifier",
    };

    /// <exception cref="ConnectorException">A parameter occurs twice (RFC 6749 §3.1).</exception>
    public static IReadOnlyDictionary<string, string> Read(SignInCallback callback)
    {
        if (callback.Uri is null) throw new ArgumentException("The URI is null.", nameof(callback));
        if (callback.Session is null) throw new ArgumentException("The session is null.", nameof(callback));
        if (!callback.Uri.IsAbsoluteUri)
        {
            throw SignInErrors.InvalidCallback(
                "uri", "The URI of the callback is relative. Pass the complete URI of the browser's request.");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in callback.Form ?? Query(callback.Uri))
        {
            if (name is null) continue;
            if (values.TryAdd(name, value ?? "")) continue;
            throw SignInErrors.InvalidCallback(
                ProtocolParameters.Contains(name) ? name : "uri", "A parameter of the callback occurs twice.");
        }

        return values;
    }

    private static IEnumerable<KeyValuePair<string, string>> Query(Uri uri) => uri.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : ""));

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
