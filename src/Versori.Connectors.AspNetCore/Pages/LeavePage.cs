using Microsoft.AspNetCore.Http;
using Versori.Connectors.AspNetCore.Html;
using Versori.Connectors.AspNetCore.Pipeline;

namespace Versori.Connectors.AspNetCore.Pages;

/// <summary>
/// A page that leaves for another site by itself, or by its link. The response to a posted form must not redirect
/// there:
/// <c>form-action</c> also applies to redirects.
/// </summary>
internal sealed class LeavePage(PageLayout layout)
{
    /// <summary>Sends the person to a checked URL: at once if it is of this host.</summary>
    public IResult Return(ConnectContext context, string url) => url.StartsWith('/')
        ? new SeeOther(url)
        : Go(context, new Uri(url), context.Texts["session.done"], context.Texts["session.return"]);

    public IResult Go(ConnectContext context, Uri url, string title, string link)
    {
        context.Http.Response.Headers["Refresh"] = $"0;url={url.AbsoluteUri}";
        return layout.Page(context, StatusCodes.Status200OK, title, Write, ConnectPageKind.Leave);

        void Write(HtmlWriter html)
        {
            html.Write($"<p>{context.Texts.Format("leave.text", url.Host)}</p><p class=\"actions\">");
            html.Write($"<a class=\"button primary\" href=\"{url.AbsoluteUri}\">{link}</a></p>");
        }
    }
}
