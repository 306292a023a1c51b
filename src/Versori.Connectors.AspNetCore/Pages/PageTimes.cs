using System.Globalization;
using Microsoft.Extensions.Options;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>
/// Writes times: in the time zone that the host knows of the user, else in UTC, which the script of the page replaces
/// by the browser's time zone.
/// </summary>
internal sealed class PageTimes(IOptions<ConnectOptions> options)
{
    public void Write(HtmlWriter html, ConnectContext context, DateTimeOffset time)
    {
        var zone = options.Value.TimeZone?.Invoke(context.Http);
        var local = zone is null ? time.ToUniversalTime() : TimeZoneInfo.ConvertTime(time, zone);
        var text = local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var name = zone is null ? "UTC" : $"UTC{Offset(local.Offset)}";
        var machine = time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        html.Write($"<time datetime=\"{machine}\"{new HtmlFlag("data-local", zone is null)}>{text} {name}</time>");
    }

    private static string Offset(TimeSpan offset) => offset == TimeSpan.Zero
        ? ""
        : (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
