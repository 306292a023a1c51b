namespace Versori.Connectors.Authentication.Requests;

/// <summary>
/// Replaces the path and query of URLs. <see cref="Uri"/> removes dot segments and decodes some characters, unless it
/// is created with <see cref="UriCreationOptions.DangerousDisablePathAndQueryCanonicalization"/>.
/// </summary>
internal static class RequestTarget
{
    private static readonly UriCreationOptions Exact = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <summary>Returns the URL with another path and query, which are sent exactly as they are written.</summary>
    /// <param name="uri">The URL that supplies the origin and the fragment.</param>
    /// <param name="target">The path and query.</param>
    public static Uri ReplaceExactly(Uri uri, string target)
    {
        var replaced = WithTarget(uri, target);
        return replaced.PathAndQuery == target ? replaced : new Uri(OriginOf(uri) + target, Exact);
    }

    /// <summary>
    /// Returns the URL with another path and query. They are sent exactly as they are written only if the URL itself
    /// was created so.
    /// </summary>
    /// <param name="uri">The URL that supplies the origin and the fragment.</param>
    /// <param name="target">The path and query.</param>
    public static Uri Replace(Uri uri, string target)
    {
        var replaced = WithTarget(uri, target);
        return replaced.PathAndQuery == target || !IsExact(uri) ? replaced : new Uri(OriginOf(uri) + target, Exact);
    }

    private static bool IsExact(Uri uri) => WithTarget(uri, uri.PathAndQuery).PathAndQuery != uri.PathAndQuery;

    private static Uri WithTarget(Uri uri, string target) => new($"{OriginOf(uri)}{target}{uri.Fragment}");

    private static string OriginOf(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
