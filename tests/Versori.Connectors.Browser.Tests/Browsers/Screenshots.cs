using Microsoft.Playwright;

namespace Versori.Connectors.Browser.Tests.Browsers;

/// <summary>Keeps pictures of pages in <c>artifacts/screenshots</c> of the repository.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Path.Combine(FindRoot(), "artifacts", "screenshots");

    public static Task TakeAsync(IPage page, string name) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Versori.Connectors.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? Path.GetTempPath();
    }
}
