using Microsoft.Playwright;

namespace Versori.Connectors.Browser.Tests.Browsers;

/// <summary>Keeps pictures of pages in <c>artifacts/screenshots</c> of the repository.</summary>
internal static class Screenshots
{
    private static readonly string Folder = Path.Combine(FindRoot(), "artifacts", "screenshots");

    /// <param name="page">The page.</param>
    /// <param name="name">The name of the file.</param>
    /// <param name="isWhole">Whether the picture has the whole page, or what the window shows.</param>
    public static Task TakeAsync(IPage page, string name, bool isWhole = true) =>
        page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = isWhole });

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Versori.Connectors.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? Path.GetTempPath();
    }
}
