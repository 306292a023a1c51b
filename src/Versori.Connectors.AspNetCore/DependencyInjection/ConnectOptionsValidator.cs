using Microsoft.Extensions.Options;

namespace Versori.Connectors.AspNetCore;

/// <summary>Checks the settings when the host starts.</summary>
internal sealed class ConnectOptionsValidator : IValidateOptions<ConnectOptions>
{
    public ValidateOptionsResult Validate(string? name, ConnectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<string>();
        if (options.PageSize is < 1 or > 200) problems.Add("PageSize must be from 1 to 200.");
        if (options.OwnerClaims.Count == 0) problems.Add("OwnerClaims must name at least one claim.");
        if (options.PublicUri is { } uri && !IsOrigin(uri.OriginalString.TrimEnd('/')))
            problems.Add("PublicUri must be an http(s) origin without a path.");
        problems.AddRange(options.ReturnOrigins.Where(origin => !IsOrigin(origin))
            .Select(origin => $"ReturnOrigins: '{origin}' is not an origin such as https://www.example.com."));
        problems.AddRange(options.FrameAncestors.Where(origin => origin != "'self'" && !IsOrigin(origin))
            .Select(origin => $"FrameAncestors: '{origin}' is not an origin such as https://www.example.com."));
        problems.AddRange(options.StyleSheets
            .Where(sheet => !sheet.StartsWith('/') || sheet.StartsWith("//", StringComparison.Ordinal))
            .Select(sheet => $"StyleSheets: '{sheet}' must be a path of this host."));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && uri.Scheme is "https" or "http"
        && uri.GetLeftPart(UriPartial.Authority).Equals(text, StringComparison.OrdinalIgnoreCase);
}
