using System.Reflection;

namespace Versori.Connectors.Http;

/// <summary>
/// The <c>User-Agent</c> of the engine (RFC 9110 §10.1.5). Some systems refuse requests without one, for example
/// GitHub's REST API (docs.github.com, "User agent required").
/// </summary>
internal static class UserAgent
{
    private const string Header = "User-Agent";

    /// <summary><c>Versori.Connectors/</c> and the version of the package.</summary>
    public static string Value { get; } = $"Versori.Connectors/{VersionOf(typeof(UserAgent).Assembly)}";

    /// <summary>Adds the header, unless the caller, the definition or an auth method has set one.</summary>
    public static void AddTo(HttpRequestMessage request)
    {
        var headers = request.Headers;

        // The count is known, which saves a request without headers the lookup of the name.
        if (headers.NonValidated.Count > 0 && headers.Contains(Header)) return;
        headers.TryAddWithoutValidation(Header, Value);
    }

    // The informational version ends with the commit, which is of no interest to the external system.
    private static string VersionOf(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? assembly.GetName().Version?.ToString(3) ?? "0";
    }
}
