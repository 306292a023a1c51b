namespace Versori.Connectors;

/// <summary>A link under which one person connects an account.</summary>
/// <param name="Url">
/// The page: absolute, <c>https</c>, or <c>http</c> on loopback. It must not contain a credential, and it must be of no
/// use to anyone but the owner.
/// </param>
public sealed record ConnectLink(Uri Url)
{
    /// <summary>The page.</summary>
    public Uri Url { get; init; } = Checked(Url);

    /// <summary>When the link stops working; <see langword="null"/> if that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    private static Uri Checked(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var isSecure = url.IsAbsoluteUri
            && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
        if (!isSecure || url.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                "A link to connect must be an absolute https URL without user information, or http on loopback.",
                nameof(url));
        }

        return url;
    }
}
