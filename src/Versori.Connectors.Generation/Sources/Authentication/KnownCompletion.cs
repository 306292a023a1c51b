using Versori.Connectors.Generation.OpenApi;

namespace Versori.Connectors.Generation.Sources;

/// <summary>
/// Completes what a document leaves out about authentication from the known system at its host. What the document
/// states stays.
/// </summary>
internal static class KnownCompletion
{
    /// <summary>Returns the import with the known system, and the auth methods completed by it.</summary>
    public static ImportResult Complete(ImportResult import, IKnownHosts hosts)
    {
        if (hosts.Find(HostOf(import.Definition.BaseUrl)) is not { } known) return import;
        import = import with { Known = known };
        return import.Definition.AuthMethods.Count == 0 ? WithMethods(import, known) : WithSettings(import, known);
    }

    /// <summary>Returns the import with the names of the known system only.</summary>
    public static ImportResult Name(ImportResult import, IKnownHosts hosts) =>
        import.Known is null && hosts.Find(HostOf(import.Definition.BaseUrl)) is { } known
            ? import with { Known = known }
            : import;

    /// <summary>The host of a base URL, which may have inputs in braces.</summary>
    public static string HostOf(string baseUrl)
    {
        var start = baseUrl.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = baseUrl.AsSpan(start).IndexOfAny('/', '?', ':');
        return end < 0 ? baseUrl[start..] : baseUrl[start..(start + end)];
    }

    private static ImportResult WithMethods(ImportResult import, KnownHost known)
    {
        var methods = known.Definition.AuthMethods;
        if (methods.Count == 0) return import;
        var definition = import.Definition with { AuthMethods = methods, AuthAlternatives = [] };
        return import with
        {
            Definition = KnownInputs.Add(definition, known, methods),
            AuthIsKnown = true,
            Warnings =
            [
                .. import.Warnings.Where(warning => !IsAboutAuth(warning)),
                Warning($"The document does not declare how to authenticate. The methods of '{known.Definition.Title}' "
                    + "are used, which is known at its host."),
            ],
        };
    }

    private static ImportResult WithSettings(ImportResult import, KnownHost known)
    {
        var before = new Dictionary<string, AuthMethod>(StringComparer.Ordinal);
        var methods = new List<AuthMethod>();
        foreach (var method in import.Definition.AuthMethods)
        {
            var completed = Completed(method, import, known);
            if (completed is not null && completed != method) before[method.Id] = method;
            methods.Add(completed ?? method);
        }

        if (before.Count == 0) return import;
        var changed = methods.Where(method => before.ContainsKey(method.Id)).ToList();
        return import with
        {
            Definition = KnownInputs.Add(import.Definition with { AuthMethods = methods }, known, changed),
            BeforeKnown = before,
            KeysWithoutWord = [.. import.KeysWithoutWord.Where(id => !before.ContainsKey(id))],
            Warnings =
            [
                .. import.Warnings,
                .. changed.Select(method => Warning(
                    $"The document leaves out how to authenticate with '{method.Id}'. It is completed as known of "
                        + $"'{known.Definition.Title}'.")),
            ],
        };
    }

    private static AuthMethod? Completed(AuthMethod method, ImportResult import, KnownHost known) => method switch
    {
        OAuth2Auth oauth => KnownOAuth.Complete(oauth, known.Definition),
        ApiKeyAuth when import.KeysWithoutWord.Contains(method.Id, StringComparer.Ordinal) =>
            KeyInHeader(known.Definition) is { } key ? key with { Id = method.Id } : null,
        _ => null,
    };

    // A key in the Authorization header, with the word before it.
    private static AuthMethod? KeyInHeader(ConnectorDefinition known) => known.AuthMethods.FirstOrDefault(
        method => method is BearerAuth || (method is ApiKeyAuth { Placements: [var only] } && IsAuthorization(only)));

    private static bool IsAuthorization(CredentialPlacement placement) =>
        placement.In == CredentialLocation.Header
        && string.Equals(placement.Name, "Authorization", StringComparison.OrdinalIgnoreCase);

    private static bool IsAboutAuth(ConnectorError warning) =>
        warning.Message.StartsWith("The document does not declare how to authenticate.", StringComparison.Ordinal);

    private static ConnectorError Warning(string message) => new()
    {
        Code = ConnectorErrorCode.InvalidDocument,
        Message = message,
        Location = "",
    };
}
